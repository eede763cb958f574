import { migrate } from '../../db/migrate.ts';
import { createPool } from '../../db/pool.ts';
import { startTestServices } from '../../tests/harness/test-services.ts';
import { openSystem } from '../../tests/support/open-system.ts';
import { createProgress } from '../../workers/local/progress.ts';
import { prepareTemporal } from '../../workers/temporal-setup/prepare-temporal.ts';
import { readArguments } from './arguments.ts';
import { MOST_TIMES_THE_LIMIT } from './check.ts';
import { playOutage } from './outage.ts';

/**
 * `npm run outage`: U-ON is away for a day, in compressed time, for two accounts of three. Shows what was lost or doubled,
 * how long it took to do what was owed, against the limit's eight a second, and what the third account noticed. Ends with 1
 * where anything was lost or doubled, or that took more than 1.1 times as long as the limit makes it.
 */
const plan = readArguments(process.argv.slice(2));
const progress = createProgress(process.stdout);
const services = await startTestServices(progress);
try {
  const { databaseUrl, temporalAddress: address, namespaces } = services;
  const pool = createPool(databaseUrl, { max: 1 });
  await migrate(pool);
  await pool.end();
  const temporal = { address, namespace: namespaces[0] ?? 'default' };
  await prepareTemporal({ address }, temporal);
  const more = { RETRY_TIME_SCALE: String(plan.scale) };
  const system = await progress.step('API and workers', () =>
    openSystem({ databaseUrl, temporal, more, logLevel: 'error' }),
  );
  try {
    const { rows, popups, faults } = await playOutage(system, plan, progress);
    console.table(rows);
    console.table(popups);
    for (const fault of faults) console.log(fault);
    const times = Math.max(...rows.map((row) => row['times requests/8']));
    const isSlow = !(times <= MOST_TIMES_THE_LIMIT);
    console.log(
      `outage of ${plan.hours} h at ${plan.scale}: ${plan.calls} calls, ${faults.length} lost or doubled; ` +
        `done in ${times} times requests/8, ${isSlow ? 'more than' : 'within'} ${MOST_TIMES_THE_LIMIT}`,
    );
    process.exitCode = faults.length > 0 || isSlow ? 1 : 0;
  } finally {
    await system.stop();
  }
} finally {
  await services.stop();
}
