import { addAdminUser, changePassword, listAdminUsers, MADE_PASSWORD_DAYS, type AdminUser } from '../db/admin-users.ts';
import { makeWelcome, welcomeLink } from '../db/admin-welcomes.ts';
import { makePassword } from '../api/admin/users.ts';
import { ConfigError } from '../platform/config.ts';
import { hashPassword } from '../platform/password-hash.ts';
import { SecretsError } from '../platform/secrets.ts';
import { readEnvironment } from '../workers/environment.ts';
import { AdminUsageError, readAdminArguments, USAGE, type Command } from './admin/arguments.ts';
import { StoreError, withStore, type Store } from './open-store.ts';

const UNTIL = `It counts for ${MADE_PASSWORD_DAYS} days, in which another one has to be chosen on the page`;

/** Named in the audit, where a user would be. */
const ACTOR = 'npm run admin';

try {
  const command = readAdminArguments(process.argv.slice(2));
  process.exitCode =
    command.kind === 'help' ? say(0, USAGE) : await withStore(readEnvironment(), (store) => run(command, store));
} catch (error) {
  process.exitCode = tellProblem(error);
}

/** @returns the exit code: 0 done, 1 the address is taken, or nobody's, or there is an owner, 2 something is missing */
async function run(command: Exclude<Command, { kind: 'help' }>, { pool, publicUrl }: Store): Promise<number> {
  switch (command.kind) {
    case 'list':
      return say(0, (await listAdminUsers(pool)).map(lineOf).join('\n') || 'There is nobody yet');
    case 'link': {
      const url = command.url ?? publicUrl;
      if (url === null) return say(2, 'Where do browsers find the page? Give --url https://telephony.example');
      const token = await makeWelcome(pool);
      if (token === null)
        return say(
          1,
          'There is an owner already: `npm run admin -- list`, then `password EMAIL` makes another password',
        );
      console.error('Whoever opens this link first, within a day, becomes the owner of the installation:');
      return say(0, welcomeLink(url, token));
    }
    case 'owner': {
      const { email, name } = command;
      const password = makePassword();
      const user = {
        email,
        name,
        role: 'owner',
        enterprises: null,
        passwordHash: await hashPassword(password),
        isPasswordMade: true,
      } as const;
      if (!(await addAdminUser(pool, user, ACTOR)))
        return say(
          1,
          `There is a user ${email} already: \`npm run admin -- password ${email}\` makes another password`,
        );
      console.error(`Password of ${email}, owner of the installation; it is not shown again. ${UNTIL}:`);
      return say(0, password);
    }
    case 'password': {
      const user = (await listAdminUsers(pool)).find(({ email }) => email === command.email.toLowerCase());
      if (!user) return say(1, `There is no user ${command.email}; \`npm run admin -- list\` shows those there are`);
      const password = makePassword();
      await changePassword(pool, user.id, await hashPassword(password), { actor: ACTOR, isMade: true });
      console.error(`New password of ${user.email}; it is not shown again. ${UNTIL}:`);
      return say(0, password);
    }
  }
}

function lineOf({ email, name, role, enterprises }: AdminUser): string {
  return `${email} (${name}): ${role}, ${enterprises === null ? 'all enterprises' : enterprises.join(', ')}`;
}

function say(code: number, text: string): number {
  (code === 0 ? console.log : console.error)(text);
  return code;
}

function tellProblem(error: unknown): number {
  if (error instanceof AdminUsageError) return say(2, `${error.message}\n\n${USAGE}`);
  const isExplained = [StoreError, ConfigError, SecretsError].some((known) => error instanceof known);
  const message = error instanceof Error ? error.message : '';
  return say(1, isExplained ? message : `Failed: ${message}`);
}
