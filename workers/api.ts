import { Client, Connection } from '@temporalio/client';
import { isDatabaseAway } from '../db/away.ts';
import { listen } from '../platform/listen.ts';
import { createRegistry } from '../platform/metrics.ts';
import { startBackground } from './api/background.ts';
import { createInterface } from './api/interface.ts';
import { watchDependencies } from './api/watch.ts';
import { closeInOrder, createLimitedServer } from './http-server.ts';
import { stopOnSignal, tellReady } from './lifecycle.ts';
import { dependencyGauges } from './metrics/dependency-gauges.ts';
import { apiMetrics } from './metrics/process-metrics.ts';
import { openProcess } from './open-process.ts';
import { QUICK_RECONNECT, temporalConnectionOptions } from './temporal-connection.ts';
import { untilAvailable } from './until-available.ts';

/** The process `api`: takes PBX events and webhooks, answers questions. It never asks U-ON anything. */
const own = await openProcess('api', {
  // Who can't be served soon is told so, and sends again.
  pool: { max: 20, connectMs: 5_000, queryMs: 8_000 },
  needs: ['SERVICE_TOKEN'],
});
const { config, log, pool, settings, dataConverter } = own;
// Lazy: events are taken while Temporal is away.
const connection = Connection.lazy({ ...(await temporalConnectionOptions(config.temporal)), ...QUICK_RECONNECT });
const client = new Client({ connection, namespace: config.temporal.namespace, dataConverter });
const registry = createRegistry();
const metrics = apiMetrics(registry, pool);
const api = { ...own, client, metrics };
const watched = watchDependencies(pool, connection, log);
dependencyGauges(registry, { ...watched });
await untilAvailable({ what: 'the database', isAway: isDatabaseAway, log }, settings.indexWebhookSecrets);
const background = startBackground(api);

const stopping = new AbortController();
const server = createLimitedServer(
  createInterface({ api, background, watched, registry, stopping: stopping.signal }),
  metrics.events.dropped,
);
const port = await listen(server, config.port);
log.info({ port }, 'listening');

stopOnSignal(log, async () => {
  stopping.abort();
  await closeInOrder(server);
  watched.database.stop();
  watched.temporal.stop();
  await background.stop();
  await connection.close();
  await own.close();
});
tellReady(`http://127.0.0.1:${port}`);
