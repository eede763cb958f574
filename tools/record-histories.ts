import { Client, Connection } from '@temporalio/client';
import { migrateDatabase } from '../db/migrate-database.ts';
import { startTelegramSimulator } from '../simulators/telegram/server.ts';
import { startTestServices } from '../tests/harness/test-services.ts';
import { openSystem } from '../tests/support/open-system.ts';
import { createProgress } from '../workers/local/progress.ts';
import { createDataConverter } from '../platform/data-converter.ts';
import { record, RECORDING_KEYS } from './histories/record.ts';
import type { Scene } from './histories/scene.ts';
import { filesOf, SCENES } from './histories/scenes.ts';
import { storedHistories } from './histories/store.ts';

/**
 * `npm run histories`: plays calls against servers and processes of its own and keeps the histories that are missing in
 * `tests/fixtures/histories`, for the replay tests. Names record these anew, `--all` records all anew.
 */
const AT_ONCE = 5;
const names = process.argv.slice(2);
const stored = storedHistories();
const wanted = SCENES.filter((scene) => {
  const files = filesOf(scene);
  if (names.includes('--all')) return true;
  return names.length > 0 ? files.some((file) => names.includes(file)) : files.some((file) => !stored.includes(file));
});
const unknown = names.filter((name) => name !== '--all' && !wanted.some((scene) => filesOf(scene).includes(name)));
if (unknown.length > 0) {
  console.error(`There is no scene ${unknown.join(', ')}. There are:\n  ${SCENES.flatMap(filesOf).join('\n  ')}`);
  process.exit(2);
}
if (wanted.length === 0) console.log('Every scene has its histories; --all records them anew');
else process.exitCode = await recordAll();

async function recordAll(): Promise<number> {
  const progress = createProgress(process.stdout);
  // So low that the workflow of a number, asked a few times, continues as new.
  const services = await startTestServices(progress, { 'limit.historyCount.suggestContinueAsNew': 60 });
  const { databaseUrl, temporalAddress, namespaces } = services;
  const namespace = namespaces[0] ?? 'default';
  const telegram = await startTelegramSimulator();
  try {
    await migrateDatabase(databaseUrl);
    const system = await openSystem({
      ...{ databaseUrl, temporal: { address: temporalAddress, namespace } },
      more: { PUBLIC_URL: 'https://telephony.example', TELEGRAM_URL: telegram.url },
    });
    const connection = await Connection.connect({ address: temporalAddress });
    const client = new Client({ connection, namespace, dataConverter: createDataConverter(RECORDING_KEYS) });
    try {
      const failed: string[] = [];
      const play = async (scene: Scene): Promise<void> => {
        const name = filesOf(scene).join(', ');
        try {
          await record(scene, system, client);
          progress.say(`✓ ${name}`);
        } catch (error) {
          progress.say(`✗ ${name}`);
          failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      };
      const { alone = [], together = [] } = Object.groupBy(wanted, ({ isAlone }) => (isAlone ? 'alone' : 'together'));
      await eachOf(together, AT_ONCE, play);
      await eachOf(alone, 1, play);
      for (const text of failed) console.error(text);
      console.log(`${wanted.length - failed.length} scenes recorded, ${failed.length} failed`);
      return failed.length === 0 ? 0 : 1;
    } finally {
      await connection.close();
      await system.stop();
    }
  } finally {
    await telegram.close();
    await services.stop();
  }
}

/** Works on so many at once. */
async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
