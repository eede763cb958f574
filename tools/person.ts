import { deletePerson, findPerson, type Deleted, type Person } from '../db/person.ts';
import { readPhone } from '../domain/phone.ts';
import { ConfigError } from '../platform/config.ts';
import { SecretsError } from '../platform/secrets.ts';
import { callWorkflowId } from '../workflows/names.ts';
import { readEnvironment } from '../workers/environment.ts';
import { StoreError, withStore } from './open-store.ts';

const USAGE = `Usage: npm run person -- <command> ENTERPRISE PHONE

  list     print, as JSON, all that our tables hold of the number and of the person whom U-ON knows under it
  delete   remove it, and say what was done and what remains elsewhere

The running instance is found through DATABASE_URL and SECRETS_KEY, else in DATA_DIR (.data unless set).`;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isExplained = [StoreError, ConfigError, SecretsError].some((known) => error instanceof known);
  // Of other errors only the message: those of PostgreSQL carry the row's values.
  console.error(error instanceof Error ? (isExplained ? error.message : `Failed: ${error.message}`) : 'Failed');
  process.exitCode = 1;
}

/** @returns the exit code: 0 done, 1 no such enterprise or no number, 2 a wrong usage */
async function main([command, number, ...phone]: string[]): Promise<number> {
  if (command === '--help' || command === 'help') return say(0, USAGE);
  // A number that the shell split at its blanks is put together again.
  const written = phone.join(' ');
  if ((command !== 'list' && command !== 'delete') || number === undefined || written === '') return say(2, USAGE);
  return withStore(readEnvironment(), async ({ pool, enterprises, hashPhone }) => {
    const enterprise = await enterprises.load(number);
    if (!enterprise)
      return say(1, `There is no enterprise ${number}; \`npm run enterprise -- list\` shows those there are`);
    const read = readPhone(written, enterprise.country);
    if (read.kind !== 'number') return say(1, 'That is no telephone number; write it as +375291112233');
    const key = { enterprise: number, phoneE164: read.e164, hashPhone };
    if (command === 'delete') return say(0, await deleteAndTell(pool, key));
    return say(0, JSON.stringify({ enterprise: number, ...(await findPerson(pool, key)) }, null, 2));
  });
}

async function deleteAndTell(...[pool, key]: Parameters<typeof deletePerson>): Promise<string> {
  // Told afterwards: an emptied row no longer says whose it was.
  const { calls } = await findPerson(pool, key);
  const deleted = await deletePerson(pool, key);
  return [...doneLines(key.phoneE164, deleted), ...remainingLines(key.enterprise, deleted, calls)].join('\n');
}

function doneLines(phoneE164: string, deleted: Deleted & Pick<Person, 'numbers'>): string[] {
  const others = deleted.numbers.filter((number) => number !== phoneE164);
  return [
    `${phoneE164}${others.length > 0 ? `, and of the same person ${others.join(', ')}` : ''}:`,
    `  customers   ${deleted.customers} removed`,
    `  profiles    ${deleted.profiles} removed`,
    `  lists       ${deleted.lists} removed`,
    `  inbox       ${deleted.events} events removed`,
    `  webhooks    ${deleted.webhooks} removed`,
    `  popups      ${deleted.popups} removed`,
    `  effects     ${deleted.effects} removed`,
    `  messages    ${deleted.messages} removed`,
    `  requests    ${deleted.requests} of the log removed`,
    `  decisions   ${deleted.decisions} of smart redirect removed`,
    `  recoveries  ${deleted.recoveredCalls} calls emptied`,
    `  calls       ${deleted.calls} emptied; their ids stay, so that a repeated event makes no new call`,
  ];
}

function remainingLines(
  enterprise: string,
  { underWay, clientIds }: Deleted & Pick<Person, 'clientIds'>,
  calls: Person['calls'],
): string[] {
  return [
    'What remains:',
    ...(underWay.length > 0
      ? [`  Calls that are under way, untouched; delete again when they are over: ${underWay.join(', ')}`]
      : []),
    clientIds.length > 0
      ? `  U-ON: clients ${clientIds.join(', ')} with their leads and call records; as long as they are there, the next call brings them back`
      : '  U-ON: what it may hold of the number; we know of no client',
    '  Temporal: the encrypted histories, until the retention of its namespace ends',
    ...calls.map(({ call_id }) => `    ${callWorkflowId(enterprise, call_id)}`),
    '  Backups of the database',
  ];
}

function say(code: number, text: string): number {
  (code === 0 ? console.log : console.error)(text);
  return code;
}
