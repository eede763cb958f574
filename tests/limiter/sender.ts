/**
 * One of several processes that send under one limit: `node sender.ts DATABASE_URL RECEIVER_URL [ACCOUNT KEY]`. Its parent
 * sends it `{ id, requestClass }`; it answers `{ id, sentAt, waitedMs }` for each, and ends when the channel does.
 */
import { performance } from 'node:perf_hooks';

import { createPool } from '../../db/pool.ts';
import { createSlotGrants } from '../../db/limiter.ts';
import type { RequestClass } from '../../domain/request-class.ts';
import { createUonClient } from '../../uon/client.ts';
import { createLimiter } from '../../uon/limiter.ts';

export interface Order {
  id: number;
  requestClass: RequestClass;
}

export interface Sent {
  id: number;
  /** Milliseconds since 1970, fractional. */
  sentAt: number;
  waitedMs: number;
}

const [databaseUrl = '', apiUrl = '', account = 'account', apiKey = 'key'] = process.argv.slice(2);
const pool = createPool(databaseUrl, { max: 4 });
const client = createUonClient({ limiter: createLimiter({ grants: createSlotGrants(pool) }) });

process.on('message', (order: Order) => void send(order));
process.on('disconnect', () => process.exit(0));

async function send({ id, requestClass }: Order): Promise<void> {
  const joinedAt = performance.now();
  const onSend = (): void => {
    const now = performance.now();
    process.send?.({ id, sentAt: performance.timeOrigin + now, waitedMs: now - joinedAt } satisfies Sent);
  };
  const access = { account, apiKey, apiUrl, bodyFormat: 'json' as const };
  await client.notify(access, { managerId: '2', text: 'x' }, { class: requestClass, onSend });
}
process.send?.('ready');
