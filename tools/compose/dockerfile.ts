import { readFileSync } from 'node:fs';
import { COMPOSE_FOLDER } from './compose-file.ts';

export interface Instruction {
  /** In capitals: `COPY`. */
  readonly name: string;
  readonly args: readonly string[];
  /** The stage that it belongs to; '' for one without a name. */
  readonly stage: string;
}

/** The Dockerfile's instructions; it has no heredocs, and flags (`--from`) stay among the arguments. */
export function readDockerfile(): Instruction[] {
  const text = readFileSync(`${COMPOSE_FOLDER}Dockerfile`, 'utf8');
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n');
  let stage = '';
  return lines.filter(Boolean).map((line) => {
    const [name = '', ...args] = line.trim().split(/\s+/);
    if (name === 'FROM') stage = args[1] === 'AS' ? (args[2] ?? '') : '';
    return { name: name.toUpperCase(), args, stage };
  });
}

/** What a stage takes from the checkout. */
export function copiedInto(stage: string): string[] {
  return readDockerfile()
    .filter(({ name, args, stage: of }) => name === 'COPY' && of === stage && !args[0]?.startsWith('--from'))
    .flatMap(({ args }) => args.slice(0, -1));
}
