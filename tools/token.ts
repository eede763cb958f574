import {
  addServiceToken,
  listServiceTokens,
  revokeServiceToken,
  type ServiceScope,
  type ServiceToken,
} from '../db/service-tokens.ts';
import { ConfigError } from '../platform/config.ts';
import { SecretsError } from '../platform/secrets.ts';
import { readEnvironment } from '../workers/environment.ts';
import { StoreError, withStore, type Store } from './open-store.ts';
import { readTokenArguments, TokenUsageError, USAGE } from './token/arguments.ts';
import type { Command } from './token/arguments.ts';

try {
  const command = readTokenArguments(process.argv.slice(2));
  process.exitCode =
    command.kind === 'help' ? say(0, USAGE) : await withStore(readEnvironment(), (store) => run(command, store));
} catch (error) {
  process.exitCode = tellProblem(error);
}

/** @returns the exit code: 0 done, 1 the name is taken, or nobody's */
async function run(command: Exclude<Command, { kind: 'help' }>, { pool, enterprises }: Store): Promise<number> {
  switch (command.kind) {
    case 'list':
      return say(0, (await listServiceTokens(pool)).map(lineOf).join('\n') || 'There are none yet');
    case 'revoke':
      return (await revokeServiceToken(pool, command.name))
        ? say(0, `${command.name} lets nobody in any more`)
        : say(1, `No token ${command.name} lets anybody in; \`npm run token -- list\` shows those there are`);
    case 'add': {
      const token = await addServiceToken(pool, command.name, command.enterprises);
      if (token === null) return say(1, `There is, or was, a token ${command.name}: give this one another name`);
      const known = new Set((await enterprises.list()).map(({ number }) => number));
      for (const number of command.enterprises ?? [])
        if (!known.has(number)) console.error(`Warning: there is no enterprise ${number} yet`);
      console.error(`For ${command.name}, who may ask about ${scopeText(command)}; it is not shown again:`);
      return say(0, token);
    }
  }
}

function lineOf({ name, enterprises, createdAt, revokedAt }: ServiceToken): string {
  const until = revokedAt ? `, REVOKED ${revokedAt.toISOString()}` : '';
  return `${name}: ${scopeText({ enterprises })}, since ${createdAt.toISOString()}${until}`;
}

function scopeText({ enterprises }: Pick<ServiceScope, 'enterprises'>): string {
  if (enterprises === null) return 'all enterprises';
  // Those that it was for were removed.
  return enterprises.length === 0 ? 'no enterprise' : enterprises.join(', ');
}

function say(code: number, text: string): number {
  (code === 0 ? console.log : console.error)(text);
  return code;
}

function tellProblem(error: unknown): number {
  if (error instanceof TokenUsageError) return say(2, `${error.message}\n\n${USAGE}`);
  const isExplained = [StoreError, ConfigError, SecretsError].some((known) => error instanceof known);
  const message = error instanceof Error ? error.message : '';
  return say(1, isExplained ? message : `Failed: ${message}`);
}
