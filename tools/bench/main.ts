import { migrate } from '../../db/migrate.ts';
import { createPool } from '../../db/pool.ts';
import { startUonSimulator } from '../../simulators/uon/server.ts';
import { startTestServices } from '../../tests/harness/test-services.ts';
import { startProcess, type OwnProcess } from '../../tests/support/own-process.ts';
import { createProgress } from '../../workers/local/progress.ts';
import { measureMemory } from './memory.ts';
import { measurePopups } from './popups.ts';
import { measureThroughput } from './throughput.ts';
import type { Bench } from './bench.ts';

/**
 * `npm run bench`: how soon a popup leaves, how many whole calls a second pass and what an open call takes, on this machine, in one run against
 * real servers and a simulated U-ON. Ratios to a floor that is measured in the same run say more than milliseconds.
 */
const progress = createProgress(process.stdout);
const services = await startTestServices(progress);
const pool = createPool(services.databaseUrl, { max: 4 });
const uonAnswerMs = 1;
const uon = await startUonSimulator({ accounts: {}, latencyMs: uonAnswerMs });
const processes: OwnProcess[] = [];
try {
  await migrate(pool);
  const env = {
    DATABASE_URL: services.databaseUrl,
    TEMPORAL_ADDRESS: services.temporalAddress,
    TEMPORAL_NAMESPACE: services.namespaces[0] ?? 'default',
    UON_URL: uon.url,
    SECRETS_KEY: 'secrets-key-of-the-bench',
    SERVICE_TOKEN: 'service-token-of-the-bench',
    LOG_LEVEL: 'warn',
  };
  const [api, calls] = await progress.step('API and workers', () =>
    Promise.all([
      startProcess(['workers/api.ts'], { ...env, PORT: '0' }, processes),
      startProcess(['workers/worker.ts', 'calls'], env, processes),
      startProcess(['workers/worker.ts', 'uon'], env, processes),
    ]),
  );
  const bench: Bench = { url: api.url ?? '', env, pool, uon, uonAnswerMs };
  console.table(await progress.step('Popups of known clients, one call at a time', () => measurePopups(bench)));
  console.table(await progress.step('Whole calls over many accounts', () => measureThroughput(bench)));
  const workerPid = calls.child.pid ?? 0;
  const memory = await progress.step('Memory of open calls', () => measureMemory(bench, workerPid));
  console.table(memory ?? 'Memory is read from /proc, which is not there');
} finally {
  await Promise.all(processes.map((one) => one.stop()));
  await uon.close();
  await pool.end();
  await services.stop();
}
