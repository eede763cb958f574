import { cpus, totalmem } from 'node:os';
import { Client, Connection } from '@temporalio/client';
import { migrate } from '../../db/migrate.ts';
import { createPool } from '../../db/pool.ts';
import { createEnterprises } from '../../db/enterprises.ts';
import { loadHashKey } from '../../db/hash-key.ts';
import { createSecrets } from '../../platform/secrets.ts';
import { createDataConverter } from '../../platform/data-converter.ts';
import { readSecretsKeys } from '../../platform/secrets-key.ts';
import { startUonSimulator } from '../../simulators/uon/server.ts';
import { startTestServices } from '../../tests/harness/test-services.ts';
import { startProcess, type OwnProcess } from '../../tests/support/own-process.ts';
import { createProgress } from '../../workers/local/progress.ts';
import { prepareTemporal } from '../../workers/temporal-setup/prepare-temporal.ts';
import type { Bench, BenchEnv } from './bench.ts';
import { sectionsFrom } from './sections.ts';

/**
 * `npm run bench [-- SECTION ...]`: how soon popups leave, what requests a call costs, what the limiter makes of the limit, what
 * intake takes, how soon a PBX is told who calls, what a call costs beside a bare workflow, memory, what a death costs, and the journal at a million calls: on this machine, in one run, against
 * real servers and a simulated U-ON. Ratios of one run say more than milliseconds.
 */
const sections = sectionsFrom(process.argv.slice(2));
const progress = createProgress(process.stdout);
const services = await startTestServices(progress);
const pool = createPool(services.databaseUrl, { max: 4 });
const uonAnswerMs = 1;
const uon = await startUonSimulator({ accounts: {}, latencyMs: uonAnswerMs });
const processes: OwnProcess[] = [];
try {
  await migrate(pool);
  // One for all sections, one for workers with other settings; a server that was given knows neither.
  const address = services.temporalAddress;
  for (const namespace of services.namespaces.slice(0, 2)) await prepareTemporal({ address }, { namespace });
  // What the floor and the bare workflow write into.
  await pool.query('create table bench_floor (at timestamptz)');
  const env: BenchEnv = {
    DATABASE_URL: services.databaseUrl,
    TEMPORAL_ADDRESS: services.temporalAddress,
    TEMPORAL_NAMESPACE: services.namespaces[0] ?? 'default',
    UON_URL: uon.url,
    SECRETS_KEY: 'secrets-key-of-the-bench',
    SERVICE_TOKEN: 'service-token-of-the-bench',
    LOG_LEVEL: 'warn',
  };
  const start = (script: readonly string[], more: Record<string, string> = {}) =>
    startProcess(script, { ...env, ...more }, processes);
  const [api, calls] = await progress.step('API and workers', () =>
    Promise.all([
      start(['workers/api.ts'], { PORT: '0' }),
      start(['workers/worker.ts', 'calls']),
      start(['workers/worker.ts', 'uon']),
    ]),
  );
  const keys = readSecretsKeys(env.SECRETS_KEY);
  if (!keys) throw new Error('unreadable key');
  const secrets = createSecrets(keys);
  const hashKey = await loadHashKey(pool, secrets);
  const store = createEnterprises({ pool, secrets, hashKey, uonUrl: uon.url });
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS });
  const clientFor = (namespace: string, encrypt: boolean) =>
    new Client({ connection, namespace, dataConverter: createDataConverter(keys, { encrypt }) });
  const temporal = clientFor(env.TEMPORAL_NAMESPACE, true);
  const withWorkers = async (more: Record<string, string>) => {
    const ownEnv = { ...env, ...more, TEMPORAL_NAMESPACE: services.namespaces[1] ?? 'default' };
    const startThere = (script: readonly string[]) => start(script, ownEnv);
    const [ownCalls, ownUon] = await Promise.all([
      startThere(['workers/worker.ts', 'calls']),
      startThere(['workers/worker.ts', 'uon']),
    ]);
    const stop = async () => void (await Promise.all([ownCalls.stop(), ownUon.stop()]));
    const ownTemporal = clientFor(ownEnv.TEMPORAL_NAMESPACE, more['ENCRYPT_HISTORIES'] !== '0');
    return { ...bench, env: ownEnv, temporal: ownTemporal, calls: ownCalls, start: startThere, stop };
  };
  const bench: Bench = { url: api.url ?? '', env, pool, uon, uonAnswerMs, store, temporal, calls, start, withWorkers };
  console.log(
    `${cpus().length} x ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`,
  );
  for (const { title, measure } of sections) {
    const table = await progress.step(title, () => measure(bench));
    console.log(title);
    console.table(table);
  }
  await connection.close();
} finally {
  await Promise.all(processes.map((one) => one.stop()));
  await uon.close();
  await pool.end();
  await services.stop();
}
