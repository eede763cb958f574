import manifest from '../package.json' with { type: 'json' };
import { Connection, Client } from '@temporalio/client';
import { createApp } from '../api/app.ts';
import { requireServiceToken } from '../api/bearer.ts';
import { webUiOrigins } from '../api/codec.ts';
import { SHOWN_ERRORS } from '../api/recovery-operations.ts';
import type { WebhookDoor } from '../api/webhooks.ts';
import { isDatabaseAway } from '../db/away.ts';
import { findCall } from '../db/calls.ts';
import { allConnections, connectionOf } from '../db/connections.ts';
import { backlog } from '../db/inbox.ts';
import { waitingWebhooks } from '../db/webhooks.ts';
import { customersOf } from '../db/customers.ts';
import { knownManager } from '../db/known-profile.ts';
import { cancelRecovery, recoveryProgress } from '../db/recoveries.ts';
import { findServiceToken } from '../db/service-tokens.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import { acceptEvent } from '../intake/accept.ts';
import { acceptLoggedCall, acceptRecovery } from '../intake/accept-recovery.ts';
import { acceptWebhook } from '../intake/accept-webhook.ts';
import { createAskLookup } from '../intake/ask-lookup.ts';
import { doorOf } from '../intake/call-door.ts';
import { createAdmission, createCount } from '../intake/admission.ts';
import { createConnectionStarter } from '../intake/connection-starter.ts';
import { createDeliverer } from '../intake/deliver.ts';
import { findProfile } from '../intake/find-profile.ts';
import { startNotice } from '../intake/start-notice.ts';
import { createRecoveryStarter } from '../intake/recovery-starter.ts';
import { startSweeper } from '../intake/sweeper.ts';
import { createWaitingRoom } from '../intake/waiting-room.ts';
import { createWebhookStarter } from '../intake/webhook-starter.ts';
import { watchDependency, type Standing } from '../platform/dependency.ts';
import { listen } from '../platform/listen.ts';
import { createRegistry } from '../platform/metrics.ts';
import { createPayloadCipher } from '../platform/payload-codec.ts';
import { seldom } from '../platform/seldom.ts';
import { stopOnSignal, tellReady } from './lifecycle.ts';
import { closeInOrder, createLimitedServer } from './http-server.ts';
import { dependencyGauges } from './metrics/dependency-gauges.ts';
import { roomGauge } from './metrics/event-metrics.ts';
import { apiMetrics } from './metrics/process-metrics.ts';
import { openProcess } from './open-process.ts';
import { startRetentionJob } from './retention-job.ts';
import { QUICK_RECONNECT, temporalConnectionOptions } from './temporal-connection.ts';
import { untilAvailable } from './until-available.ts';

/** Eight of an enterprise leave connections for the others; a burst of 500 has its turns in well under a second. */
const ROOM = { atOnce: 8, room: 1_000, waitMs: 8_000 };

/** Each takes a workflow, and the account serves eight requests a second: more would only wait elsewhere. */
const LOOKUP_ROOM = { atOnce: 8, room: 500 };
/** Who asks of a number is answered by then, with what was known last if U-ON says nothing. */
const LOOKUP_MS = 5_000;
/** Each holds a connection to the database while its calls arrive. */
const UPLOADS = { atOnce: 2, room: 6, waitMs: 8_000 };

/** What goes on failing is told once in so long. */
const TOLD_EVERY_MS = 10_000;

/** The process `api`: takes PBX events, answers questions. It never asks U-ON anything. */
const { config, log, keys, pool, settings, dataConverter, hashPhone, hashNotice, close } = await openProcess('api', {
  // Who can't be served soon is told so, and sends again.
  pool: { max: 20, connectMs: 5_000, queryMs: 8_000 },
  needs: ['SERVICE_TOKEN'],
});
// Lazy: events are taken while Temporal is away.
const connection = Connection.lazy({ ...(await temporalConnectionOptions(config.temporal)), ...QUICK_RECONNECT });
const client = new Client({ connection, namespace: config.temporal.namespace, dataConverter });
const registry = createRegistry();
const metrics = apiMetrics(registry, pool);
const tellUndelivered = seldom(TOLD_EVERY_MS, (leftOut, err: unknown, events: number) =>
  log.warn({ err, events, leftOut }, 'not signalled yet; the sweeper tries again'),
);
const tellWebhooks = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
  log.warn({ err, leftOut }, 'a webhook was not handed on yet; it is tried again'),
);
const tellConnections = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
  log.warn({ err, leftOut }, 'connections to U-ON were not looked after yet; it is tried again'),
);
const tellLookups = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
  log.warn({ err, leftOut }, 'a lookup got no answer from its workflow'),
);
const deliverer = createDeliverer({
  pool,
  client,
  onFailure: (error, rows) => {
    metrics.delivery.failed();
    tellUndelivered(error, rows.length);
  },
});
const retention = startRetentionJob({ pool, days: config.retentionDays, log, onForgotten: metrics.forgotten });
const sweeper = startSweeper({
  pool,
  deliverer,
  onSwept: metrics.delivery.swept,
  onFailure: seldom(TOLD_EVERY_MS, (leftOut, err: unknown) => log.warn({ err, leftOut }, 'sweeping failed')),
});

const webhookStarter = createWebhookStarter({
  pool,
  client,
  load: settings.load,
  onFailure: (error) => {
    metrics.webhooks.notStarted();
    tellWebhooks(error);
  },
});

const tellRecoveries = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
  log.warn({ err, leftOut }, 'a recovery was not started yet; it is tried again'),
);
const recoveryStarter = createRecoveryStarter({
  pool,
  client,
  onFailure: (error) => {
    metrics.recoveries.notStarted();
    tellRecoveries(error);
  },
});

const connectionStarter = createConnectionStarter({ pool, client, onFailure: tellConnections });

const database = watchDependency({ check: () => pool.query('select 1'), onChange: tellStanding('the database') });
const temporal = watchDependency({
  // With a deadline: the SDK repeats by itself, and each look would outlive the next.
  check: () => connection.withDeadline(Date.now() + 2_000, () => connection.workflowService.getSystemInfo({})),
  onChange: tellStanding('Temporal'),
});
dependencyGauges(registry, { database, temporal });

const room = createWaitingRoom(ROOM);
const uploads = createWaitingRoom(UPLOADS);
const admission = createAdmission({
  doorOf: async (token) => doorOf(await room.enter('', () => settings.findByToken(token))),
  onTooMany: metrics.events.tooMany,
});
roomGauge(registry, room);
await untilAvailable({ what: 'the database', isAway: isDatabaseAway, log }, settings.indexWebhookSecrets);

const authenticate = requireServiceToken({
  serviceToken: config.serviceToken,
  findToken: (token) => room.enter('', () => findServiceToken(pool, token)),
});

/** The account's keyed hash alone: the API never asks U-ON. */
const loadEnterprise = (number: string) =>
  room.enter(number, async () => {
    const known = await settings.withAccess(number);
    return known && { enterprise: known.enterprise, account: known.access?.account ?? null };
  });
const ask = createAskLookup({
  ...{ client, hashPhone, onFailure: tellLookups },
  ...{ room: createWaitingRoom(LOOKUP_ROOM), withinMs: LOOKUP_MS },
});

const app = createApp({
  pbxEvents: {
    admission,
    accept: (door, event, body) =>
      room.enter(door.enterprise, () => acceptEvent({ pool, hashPhone }, door, event, body)),
    deliver: deliverer.deliver,
    metrics: metrics.events,
  },
  calls: {
    authenticate,
    findCall: (enterprise, callId) => findCall(pool, enterprise, callId),
  },
  enterprises: {
    authenticate,
    enterprises: settings,
    connection: (number) => connectionOf(pool, number),
    connections: () => allConnections(pool),
    connect: connectionStarter.start,
  },
  codec: {
    decrypt: createPayloadCipher(keys).decrypt,
    authenticate,
    serviceToken: config.serviceToken,
    origins: webUiOrigins(config.temporal.uiUrl),
  },
  health: { database, temporal, backlog: () => backlog(pool), waitingWebhooks: () => waitingWebhooks(pool) },
  customers: {
    authenticate,
    load: loadEnterprise,
    find: (place, question) => findProfile({ pool, ask, onAnswer: metrics.answered }, place, question),
    managerName: (account, managerId) => knownManager(pool, account, managerId),
    customersOf: (enterprise, phoneE164) => room.enter(enterprise, () => customersOf(pool, enterprise, phoneE164)),
  },
  notices: {
    authenticate,
    load: loadEnterprise,
    start: (enterprise, notice, receivedAtMs) =>
      startNotice({ client, hashNotice }, { enterprise, notice, receivedAtMs }),
  },
  webhooks: {
    admission: createAdmission({
      doorOf: async (secret) => doorOfSecret(await room.enter('', () => settings.findByWebhookSecret(secret))),
      onTooMany: metrics.events.tooMany,
    }),
    connected: () => room.enter('', settings.connected),
    countBare: createCount(metrics.events.tooMany),
    accept: (enterprise, fields) => room.enter(enterprise.number, () => acceptWebhook(pool, enterprise, fields)),
    start: webhookStarter.start,
    metrics: metrics.webhooks,
  },
  version: manifest.version,
  recovery: {
    authenticate,
    load: loadEnterprise,
    accept: (enterprise, calls) => uploads.enter('', () => acceptRecovery(pool, enterprise, calls)),
    start: recoveryStarter.look,
    progress: (id) => room.enter('', () => recoveryProgress(pool, id, SHOWN_ERRORS)),
    cancel: (id) => room.enter('', () => cancelRecovery(pool, id)),
  },
  logCall: {
    authenticate,
    load: loadEnterprise,
    accept: (enterprise, body) => room.enter(enterprise.number, () => acceptLoggedCall(pool, enterprise, body)),
    start: recoveryStarter.look,
  },
  trustedHops: config.trustedHops,
  metrics: { render: () => registry.metrics(), contentType: registry.contentType },
  log,
});

const server = createLimitedServer(app, metrics.events.dropped);
const port = await listen(server, config.port);
log.info({ port }, 'listening');

stopOnSignal(log, async () => {
  await closeInOrder(server);
  database.stop();
  temporal.stop();
  await Promise.all([
    sweeper.stop(),
    webhookStarter.stop(),
    connectionStarter.stop(),
    recoveryStarter.stop(),
    retention.stop(),
  ]);
  await connection.close();
  await close();
});
tellReady(`http://127.0.0.1:${port}`);

function tellStanding(what: string): (standing: Standing) => void {
  return ({ isUp }) => (isUp ? log.info(`${what} answers`) : log.warn(`${what} does not answer`));
}

function doorOfSecret(enterprise: Enterprise | null): WebhookDoor | null {
  return enterprise && { enterprise: enterprise.number, settings: enterprise };
}
