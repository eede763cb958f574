import { Connection, Client } from '@temporalio/client';
import { createServer } from 'node:http';
import { createApp } from '../api/app.ts';
import { requireServiceToken } from '../api/bearer.ts';
import { webUiOrigins } from '../api/codec.ts';
import { findCall } from '../db/calls.ts';
import { backlog } from '../db/inbox.ts';
import { acceptEvent } from '../intake/accept.ts';
import { doorOf } from '../intake/call-door.ts';
import { createDeliverer } from '../intake/deliver.ts';
import { startSweeper } from '../intake/sweeper.ts';
import { createPayloadCipher } from '../platform/payload-codec.ts';
import { stopOnSignal, tellReady } from './lifecycle.ts';
import { openProcess } from './open-process.ts';
import { startRetentionJob } from './retention-job.ts';
import { temporalConnectionOptions } from './temporal-connection.ts';

/** The process `api`: takes PBX events, answers questions. It never asks U-ON anything. */
const { config, log, keys, pool, settings, dataConverter, hashPhone, close } = await openProcess('api', {
  connections: 20,
  needs: ['SERVICE_TOKEN'],
});
// Lazy: events are taken while Temporal is away.
const connection = Connection.lazy(await temporalConnectionOptions(config.temporal));
const client = new Client({ connection, namespace: config.temporal.namespace, dataConverter });
const deliverer = createDeliverer({
  pool,
  client,
  onFailure: (error, rows) =>
    log.warn({ err: error, events: rows.length }, 'not signalled yet; the sweeper tries again'),
});
const retention = startRetentionJob(pool, config.retentionDays, log);
const sweeper = startSweeper({ pool, deliverer, onFailure: (error) => log.warn({ err: error }, 'sweeping failed') });

const app = createApp({
  pbxEvents: {
    doorOf: async (token) => doorOf(await settings.findByToken(token)),
    accept: (door, event, body) => acceptEvent({ pool, hashPhone }, door, event, body),
    deliver: deliverer.deliver,
  },
  calls: {
    authenticate: requireServiceToken(config.serviceToken),
    findCall: (enterprise, callId) => findCall(pool, enterprise, callId),
  },
  codec: {
    decrypt: createPayloadCipher(keys).decrypt,
    serviceToken: config.serviceToken,
    origins: webUiOrigins(config.temporal.uiUrl),
  },
  health: {
    checks: {
      database: () => pool.query('select 1'),
      temporal: () => connection.workflowService.getSystemInfo({}),
    },
    backlog: () => backlog(pool),
  },
  log,
});

const server = createServer(app);
await new Promise<void>((resolve, reject) => {
  server.once('error', reject);
  server.listen(config.port, resolve);
});
const address = server.address();
const port = typeof address === 'object' ? address?.port : config.port;
log.info({ port }, 'listening');

stopOnSignal(log, async () => {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  await Promise.all([sweeper.stop(), retention.stop()]);
  await connection.close();
  await close();
});
tellReady(`http://127.0.0.1:${port}`);
