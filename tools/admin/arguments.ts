import { parseArgs } from 'node:util';

export type Command =
  | { readonly kind: 'owner'; readonly email: string; readonly name: string }
  | { readonly kind: 'password'; readonly email: string }
  | { readonly kind: 'link'; readonly url: string | null }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' };

export const USAGE = `Usage: npm run admin -- <command>

  link [--url URL]           print a link by which somebody becomes the first owner, once, within a day; URL: where browsers
                             find the page, PUBLIC_URL unless it is given
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
  const { positionals, name, url, help } = partsOf(args);
  const [command, email, ...more] = positionals;
  if (help || command === 'help') return { kind: 'help' };
  if (name !== undefined && command !== 'owner') throw new AdminUsageError('--name goes with owner alone');
  if (url !== undefined && command !== 'link') throw new AdminUsageError('--url goes with link alone');
  if (command === 'list' && email === undefined) return { kind: 'list' };
  if (command === 'link' && email === undefined) return { kind: 'link', url: url === undefined ? null : originOf(url) };
  if (command !== 'owner' && command !== 'password') throw new AdminUsageError(`unknown command: ${command ?? ''}`);
  if (email === undefined || more.length > 0 || !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new AdminUsageError(`${command}: one e-mail address is needed`);
  return command === 'password' ? { kind: command, email } : { kind: command, email, name: name?.trim() || email };
}

/** @throws AdminUsageError */
function originOf(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url).origin;
  throw new AdminUsageError('--url: an address like https://telephony.example is needed');
}

interface Parts {
  readonly positionals: string[];
  readonly name: string | undefined;
  readonly url: string | undefined;
  readonly help: boolean;
}

function partsOf(args: string[]): Parts {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { name: { type: 'string' }, url: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    return { positionals, name: values.name, url: values.url, help: values.help ?? false };
  } catch (error) {
    throw new AdminUsageError(error instanceof Error ? error.message : String(error));
  }
}
