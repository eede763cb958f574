import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type TunerHolder, type WorkerOptions } from '@temporalio/worker';
import { createCallActivities } from '../activities/call-activities.ts';
import { createCheckActivities } from '../activities/check-activities.ts';
import { createConnectionActivities } from '../activities/connection-activities.ts';
import { createFailures } from '../activities/failure.ts';
import { createPbxActivities } from '../activities/place-call.ts';
import { createRecoveryActivities } from '../activities/recovery-activities.ts';
import { createRepeatActivities } from '../activities/repeat-activities.ts';
import { createQuickActivities } from '../activities/quick-activities.ts';
import { createResting } from '../activities/resting.ts';
import { createSettingsAlarm, withConnectionsAlarm, withSettingsAlarm } from '../activities/settings.ts';
import { createTelegramActivities } from '../activities/telegram-activities.ts';
import { createUonActivities } from '../activities/uon-activities.ts';
import { createWakeTelegram } from '../activities/wake-telegram.ts';
import { createSlotGrants } from '../db/limiter.ts';
import { createPool } from '../db/pool.ts';
import { createTelegramClient } from '../telegram/client.ts';
import { createUonClient } from '../uon/client.ts';
import { createLimiter } from '../uon/limiter.ts';
import { TASK_QUEUE } from '../workflows/names.ts';
import { TELEGRAM_PRODUCTION_URL } from '../platform/config.ts';
import { createRegistry, listenForScrapes } from '../platform/metrics.ts';
import { seldom } from '../platform/seldom.ts';
import { ACCOUNT_BOUNDS } from './account-bounds.ts';
import { HEALTH_TOLD_EVERY_MS, startTelling } from './health/telling.ts';
import { stopOnSignal, tellReady } from './lifecycle.ts';
import { workerMetrics } from './metrics/process-metrics.ts';
import { waitingAccounts } from './metrics/uon-metrics.ts';
import { openProcess } from './open-process.ts';
import { startRequestLog } from './request-log.ts';
import { QUICK_RECONNECT, temporalConnectionOptions } from './temporal-connection.ts';
import { ensureAccountLimit } from './temporal-setup/account-limit.ts';
import { DEPLOYMENT } from './temporal-setup/versions.ts';
import { workflowSource } from './workflow-bundle.ts';
import { logThrough } from './temporal-log.ts';
import { signLinkOf } from './sign-link.ts';
import { untilAvailable } from './until-available.ts';

/** The processes `worker calls` (workflows, the popup path) and `worker uon` (everything else that asks U-ON). */
const queue = process.argv[2];
if (queue !== TASK_QUEUE.calls && queue !== TASK_QUEUE.uon) {
  console.error('usage: node workers/worker.ts calls | uon');
  process.exit(2);
}

/** An account that did not tell its managers is asked again for a card so late: each question takes a live request's place. */
const MANAGERS_REST_MS = 5 * 60_000;
/** A database that does not answer must be given up before heartbeats, and local activities, are. */
const QUERY_MS = 8_000;
const own = await openProcess(`worker-${queue}`, {
  pool: { max: 20, queryMs: QUERY_MS },
});
const { config, log, pool, settings, connections, dataConverter, hashPhone, close } = own;
logThrough(log);
const grantsPool = createPool(config.databaseUrl, {
  ...{ max: 4, queryMs: QUERY_MS },
  applicationName: `limiter-${queue}`,
});
const options = await temporalConnectionOptions(config.temporal);
const connection = await untilAvailable(
  { what: 'Temporal', isAway: (error) => error instanceof Error && error.name === 'TransportError', log },
  () => NativeConnection.connect(options),
);
const { namespace } = config.temporal;
const temporal = new Client({
  connection: Connection.lazy({ ...options, ...QUICK_RECONNECT }),
  namespace,
  dataConverter,
});
const failures = createFailures(config.retryTimeScale);
const alarm = createSettingsAlarm({ pool, failures, log });
const alarming = withSettingsAlarm(settings, alarm);
const registry = createRegistry();
const metrics = workerMetrics(registry);
const grants = createSlotGrants(grantsPool, config.retryTimeScale);
const limiter = createLimiter({ grants, bounds: ACCOUNT_BOUNDS, metrics: metrics.limiter });
waitingAccounts(registry, () => limiter.waitingAccounts);
const requests = startRequestLog({ pool, log, onLost: metrics.requestsLost });
const uon = createUonClient({ limiter, log, metrics: metrics.uon, onExchange: requests.note });
const uonDeps = {
  ...{ pool, uon, settings: alarming, failures, log, metrics: metrics.activities },
  signLink: signLinkOf(own),
  withoutManagers: createResting(MANAGERS_REST_MS),
};

const telegramDeps = {
  ...{ pool, log, metrics: metrics.telegram, scale: config.retryTimeScale },
  telegram: createTelegramClient({ onRequest: metrics.telegram.request }),
  settings: { withTelegram: (enterprise: string) => alarm(enterprise, () => settings.withTelegram(enterprise)) },
  apiUrl: config.telegramUrl ?? TELEGRAM_PRODUCTION_URL,
};
const tellNotWoken = seldom(60_000, (leftOut, err: unknown) =>
  log.warn({ err, leftOut }, 'the workflow of a chat in Telegram was not told of news yet; it is told again'),
);
const onNotWoken = (error: unknown): void => {
  metrics.telegram.notWoken();
  tellNotWoken(error);
};

/** Shutting down, an activity that waits is given this long; a request on its way takes less. */
const GRACE = '8s';

const worker = await Worker.create({
  connection,
  namespace,
  dataConverter,
  taskQueue: queue,
  ...(config.buildId !== undefined && versioned(config.buildId)),
  // Else the SDK holds heartbeats back for most of their timeout, and one that is late on a busy machine is a death.
  maxHeartbeatThrottleInterval: '3s',
  shutdownGraceTime: GRACE,
  shutdownForceTime: '11s',
  ...(queue === TASK_QUEUE.calls ? callsOptions() : uonOptions()),
});

/**
 * How many tasks of a kind run at once. A workflow task waits for its local activities: 40 of them, the default, made a live
 * call wait behind a burst. But 200 on a machine without an idle core are all too slow for their 10 s, and their repeats
 * keep it busy: 300 open calls after a restart of Temporal then stood still (1,555 tasks timed out and no call ended in
 * five minutes; with 40, fifteen timed out and the calls went on). So more than 40 only where there is CPU to spare.
 */
function callsTuner(): TunerHolder {
  return {
    workflowTaskSlotSupplier: {
      type: 'resource-based',
      minimumSlots: 40,
      maximumSlots: 200,
      tunerOptions: { targetCpuUsage: 0.9, targetMemoryUsage: 0.9 },
    },
    activityTaskSlotSupplier: { type: 'fixed-size', numSlots: 100 },
    localActivityTaskSlotSupplier: { type: 'fixed-size', numSlots: 400 },
    nexusTaskSlotSupplier: { type: 'fixed-size', numSlots: 1 },
  };
}

/** Open calls go on with the version that is current; what changed in their story is guarded by `patched`. */
function versioned(buildId: string): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  const version = { deploymentName: DEPLOYMENT, buildId };
  return {
    workerDeploymentOptions: { useWorkerVersioning: true, defaultVersioningBehavior: 'AUTO_UPGRADE', version },
  };
}

function callsOptions(): Partial<WorkerOptions> {
  return {
    ...workflowSource(config.workflowBundle),
    activities: {
      ...createCallActivities({
        ...{ pool, settings: alarming, temporal, hashPhone, metrics: metrics.calls },
        wakeTelegram: createWakeTelegram(temporal, onNotWoken),
      }),
      ...createRecoveryActivities({ pool, settings: alarming, metrics: metrics.recoveries }),
      ...createRepeatActivities(pool),
      ...createQuickActivities(uonDeps),
      ...createPbxActivities({
        originateAccess: settings.originateAccess,
        originateAllow: config.originateAllow,
        failures,
      }),
    },
    tuner: callsTuner(),
    // Open calls that are not in the cache take no memory; they are replayed when an event comes.
    maxCachedWorkflows: config.workflowCache,
    // A sticky worker that died costs this long until another one takes the call over.
    stickyQueueScheduleToStartTimeout: '3s',
    reuseV8Context: true,
  };
}

/** A server that was not prepared is used all the same, with a backlog that waits in the worker. */
async function limitAccounts(): Promise<void> {
  try {
    await ensureAccountLimit(connection, namespace);
  } catch (error) {
    log.warn({ err: error }, 'the Temporal server does not limit by account; the limiter alone keeps the limit');
  }
}

function uonOptions(): Partial<WorkerOptions> {
  // Most of them wait for a slot of their account; an account that waits must not hold up another.
  return {
    activities: {
      ...createUonActivities(uonDeps),
      ...createCheckActivities(uonDeps),
      ...createTelegramActivities(telegramDeps),
      ...createConnectionActivities({
        ...uonDeps,
        connections: withConnectionsAlarm(connections, alarm),
        publicUrl: config.publicUrl,
      }),
    },
    maxConcurrentActivityTaskExecutions: 1_000,
  };
}

if (queue === TASK_QUEUE.uon) await limitAccounts();
const { port: metricsPort, host: metricsHost } = config.metrics;
const scrapes =
  metricsPort === undefined ? null : await listenForScrapes(registry, { port: metricsPort, host: metricsHost });
const telling = startTelling({
  ...{ pool, tally: metrics.tally, metrics: metrics.health, everyMs: HEALTH_TOLD_EVERY_MS * config.retryTimeScale },
  role: queue === TASK_QUEUE.calls ? 'calls' : 'uon',
  onFailure: seldom(60_000, (leftOut, err: unknown) =>
    log.warn({ err, leftOut }, 'counts of health are not stored yet'),
  ),
});
const running = worker.run();
stopOnSignal(log, async () => {
  worker.shutdown();
  await running;
  // A popup that took longer than its activity waits: its answer is noted, or the next worker would show it again.
  await limiter.idle();
  await telling.stop();
  await scrapes?.close();
  uon.close();
  await requests.stop();
  await connection.close();
  await grantsPool.end();
  await close();
});
tellReady(scrapes ? `http://127.0.0.1:${scrapes.port}` : undefined);
await running;
