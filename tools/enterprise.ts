import { connectionOf } from '../db/connections.ts';
import { EnterpriseFileError } from '../domain/enterprise.ts';
import { ConfigError } from '../platform/config.ts';
import { SecretsError } from '../platform/secrets.ts';
import { readEnvironment } from '../workers/environment.ts';
import { readArguments, USAGE, UsageError } from './enterprise/arguments.ts';
import type { Command } from './enterprise/arguments.ts';
import { StoreError, withStore } from './open-store.ts';
import { FileError, indented, readFile } from './enterprise/read-file.ts';
import { applySummary, connectionLine, listTable } from './enterprise/summary.ts';

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = tellProblem(error);
}

/** @returns the exit code: 0 done, 1 the file is wrong or nothing is there to be told (2, a wrong usage, is thrown) */
async function main(args: string[]): Promise<number> {
  const command = readArguments(args);
  switch (command.kind) {
    case 'help':
      return print([USAGE]);
    case 'apply':
      return apply(command);
    case 'show':
      return show(command.number);
    case 'remove':
      return remove(command.number);
    case 'list':
      return withStore(readEnvironment(), async ({ enterprises }) => print(listTable(await enterprises.list())));
  }
}

async function apply({ file: path }: Extract<Command, { kind: 'apply' }>): Promise<number> {
  const environment = readEnvironment();
  // The file first: its mistakes are told even where nothing runs.
  const file = readFile(path, environment.INIT_CWD);
  try {
    const { outcome, shown } = await withStore(environment, async ({ enterprises }) => ({
      outcome: await enterprises.apply(file),
      shown: await enterprises.show(file.number),
    }));
    return print(applySummary(file, outcome, { namesForeignAccount: shown?.namesForeignAccount === true }));
  } catch (error) {
    if (error instanceof EnterpriseFileError) throw new FileError(`${path} has mistakes:\n${indented(error.message)}`);
    throw error;
  }
}

async function show(number: string): Promise<number> {
  const { shown, alarms, connection } = await withStore(readEnvironment(), async ({ pool, enterprises }) => ({
    shown: await enterprises.show(number),
    alarms: await enterprises.alarms(number),
    connection: await connectionOf(pool, number),
  }));
  if (shown) {
    // Beside the settings, which stay JSON for whoever reads them on.
    for (const { raisedAt, message } of alarms) console.error(`ALARM since ${raisedAt.toISOString()}: ${message}`);
    if (connection) console.error(connectionLine(connection));
    return print([JSON.stringify(shown.file, null, 2)]);
  }
  return isUnknown(number);
}

async function remove(number: string): Promise<number> {
  const isRemoved = await withStore(readEnvironment(), ({ enterprises }) =>
    enterprises.remove(number, 'npm run enterprise'),
  );
  return isRemoved
    ? print([
        `Enterprise ${number} is removed; its webhooks are being taken out of U-ON`,
        '  Its calls and customers stay; users and service tokens that were of it have its number no more',
      ])
    : isUnknown(number);
}

function isUnknown(number: string): number {
  console.error(`There is no enterprise ${number}; \`npm run enterprise -- list\` shows those there are`);
  return 1;
}

function print(lines: readonly string[]): number {
  console.log(lines.join('\n'));
  return 0;
}

function tellProblem(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  const isExplained = [FileError, StoreError, ConfigError, SecretsError].some((known) => error instanceof known);
  // Of other errors only the message: those of PostgreSQL carry the row's values.
  console.error(error instanceof Error ? (isExplained ? error.message : `Failed: ${error.message}`) : 'Failed');
  return 1;
}
