import { parseArgs } from 'node:util';

export type Command =
  | { readonly kind: 'owner'; readonly email: string; readonly name: string }
  | { readonly kind: 'password'; readonly email: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' };

export const USAGE = `Usage: npm run admin -- <command>

  owner EMAIL [--name NAME]  add an owner of the installation; the password is made, and shown this once
  password EMAIL             make another password for a user, and end his sessions; it is shown this once
  list                       print who may use the administration page, and as what

Further users are added on the page itself.
The running instance is found through DATABASE_URL and SECRETS_KEY, else in DATA_DIR (.data unless set).`;

/** The command line makes no sense; the message says why. */
export class AdminUsageError extends Error {
  override readonly name = 'AdminUsageError';
}

/** @throws AdminUsageError */
export function readAdminArguments(args: string[]): Command {
  const { positionals, name, help } = partsOf(args);
  const [command, email, ...more] = positionals;
  if (help || command === 'help') return { kind: 'help' };
  if (name !== undefined && command !== 'owner') throw new AdminUsageError('--name goes with owner alone');
  if (command === 'list' && email === undefined) return { kind: 'list' };
  if (command !== 'owner' && command !== 'password') throw new AdminUsageError(`unknown command: ${command ?? ''}`);
  if (email === undefined || more.length > 0 || !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new AdminUsageError(`${command}: one e-mail address is needed`);
  return command === 'password' ? { kind: command, email } : { kind: command, email, name: name?.trim() || email };
}

function partsOf(args: string[]): { positionals: string[]; name: string | undefined; help: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { name: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    return { positionals, name: values.name, help: values.help ?? false };
  } catch (error) {
    throw new AdminUsageError(error instanceof Error ? error.message : String(error));
  }
}
