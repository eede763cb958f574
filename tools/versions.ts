import { Connection } from '@temporalio/client';
import { ConfigError } from '../platform/config.ts';
import { readEnvironment } from '../workers/environment.ts';
import { TemporalSetupError } from '../workers/temporal-setup/setup-step.ts';
import { listVersions, makeCurrent } from '../workers/temporal-setup/versions.ts';
import { findTemporalServer, NoInstanceError } from './find-temporal-server.ts';

const USAGE = `Usage: npm run versions -- <command>

  list           the versions (BUILD_ID) whose workers the server has seen, which is current, and which calls are on them
  current BUILD  give all work to this version, open calls' too; its workers must be running on both queues
  none           give all work to workers without a version

docs/deploy.md tells how to deploy, roll back and drain.`;

/** `npm run versions`: which version of our workers has the work. */
const [command, buildId, ...more] = process.argv.slice(2);
if (more.length > 0 || (command === 'current') !== (buildId !== undefined)) usage();
try {
  const { options, namespace } = await findTemporalServer(readEnvironment());
  const connection = await Connection.connect(options);
  try {
    console.log(await run(connection, namespace));
  } finally {
    await connection.close();
  }
} catch (error) {
  const isExplained = [ConfigError, NoInstanceError, TemporalSetupError].some((known) => error instanceof known);
  console.error(error instanceof Error ? (isExplained ? error.message : `Failed: ${error.message}`) : 'Failed');
  process.exitCode = 1;
}

async function run(connection: Connection, namespace: string): Promise<string> {
  switch (command) {
    case 'list':
      return table(await listVersions(connection, namespace));
    case 'current':
    case 'none': {
      const { changed } = await makeCurrent(connection, namespace, buildId ?? null);
      const name = buildId === undefined ? 'workers without a version' : `version ${buildId}`;
      return `All work goes to ${name}${changed ? ' now' : ', as before'}`;
    }
    default:
      return usage();
  }
}

function table(versions: Awaited<ReturnType<typeof listVersions>>): string {
  if (versions.length === 0) return 'No version: all workers run without a BUILD_ID';
  const rows = versions.map(({ buildId: id, status, openCalls, since }) => [
    id,
    status,
    String(openCalls),
    since?.toISOString().slice(0, 19) ?? '',
  ]);
  const head = ['BUILD', 'STATUS', 'OPEN CALLS', 'FIRST SEEN (UTC)'];
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function usage(): never {
  console.error(USAGE);
  process.exit(2);
}
