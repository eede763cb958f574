import { parseArgs } from 'node:util';

export type Command =
  | { readonly kind: 'add'; readonly name: string; readonly enterprises: readonly string[] | null }
  | { readonly kind: 'revoke'; readonly name: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' };

export const USAGE = `Usage: npm run token -- <command>

  add NAME [--enterprise NUMBER ...]  make a service token, for these enterprises or for all; it is shown this once
  list                                print whose tokens there are, for which enterprises, and which were revoked
  revoke NAME                         let nobody in by it any more; counts at once

NAME says whom it is for: letters, digits, "-", "_" and ".", 64 at most, never used twice.
The running instance is found through DATABASE_URL and SECRETS_KEY, else in DATA_DIR (.data unless set).`;

/** The command line makes no sense; the message says why. */
export class TokenUsageError extends Error {
  override readonly name = 'TokenUsageError';
}

const NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

/** @throws TokenUsageError */
export function readTokenArguments(args: string[]): Command {
  const { positionals, enterprises, help } = partsOf(args);
  const [command, name, ...more] = positionals;
  if (help || command === 'help') return { kind: 'help' };
  if (enterprises.length > 0 && command !== 'add') throw new TokenUsageError('--enterprise goes with add alone');
  if (command === 'list' && name === undefined) return { kind: 'list' };
  if (command !== 'add' && command !== 'revoke') throw new TokenUsageError(`unknown command: ${command ?? ''}`);
  if (name === undefined || more.length > 0) throw new TokenUsageError(`${command}: one name is needed`);
  if (command === 'revoke') return { kind: 'revoke', name };
  if (!NAME.test(name)) throw new TokenUsageError('the name must be of letters, digits, "-", "_" and ".", 64 at most');
  return { kind: 'add', name, enterprises: enterprises.length === 0 ? null : [...new Set(enterprises)] };
}

function partsOf(args: string[]): { positionals: string[]; enterprises: string[]; help: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { enterprise: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
    });
    return { positionals, enterprises: values.enterprise ?? [], help: values.help ?? false };
  } catch (error) {
    throw new TokenUsageError(error instanceof Error ? error.message : String(error));
  }
}
