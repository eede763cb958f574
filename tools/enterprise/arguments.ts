import { parseArgs } from 'node:util';

export type Command =
  | { readonly kind: 'apply'; readonly file: string }
  | { readonly kind: 'show' | 'remove'; readonly number: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' };

export const USAGE = `Usage: npm run enterprise -- <command>

  apply FILE     store the enterprise of a JSON file; takes effect at once (docs/settings.md explains every key)
  show NUMBER    print its settings, keys and secrets masked, and how it stands with U-ON
  remove NUMBER  its PBX is heard no more and its webhooks leave U-ON; calls and customers stay (npm run person)
  list           print all enterprises

The running instance is found through DATABASE_URL and SECRETS_KEY, else in DATA_DIR (.data unless set).`;

/** The command line makes no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function readArguments(args: string[]): Command {
  const [name, ...rest] = positionalsOf(args);
  if (name === 'help') return { kind: 'help' };
  if (name === 'list' && rest.length === 0) return { kind: 'list' };
  const [operand, ...more] = rest;
  const hasOne = operand !== undefined && more.length === 0;
  if (name === 'apply' && hasOne) return { kind: 'apply', file: operand };
  if ((name === 'show' || name === 'remove') && hasOne) return { kind: name, number: operand };
  if (name === 'apply' || name === 'show' || name === 'remove' || name === 'list')
    throw new UsageError(`${name}: wrong number of arguments`);
  throw new UsageError(name === undefined ? 'which command?' : `unknown command: ${name}`);
}

function positionalsOf(args: string[]): string[] {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    });
    return values.help ? ['help'] : positionals;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
