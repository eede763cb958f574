import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { RequestClass } from '../../domain/request-class.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import type { Order, Sent } from './sender.ts';

const SENDER = fileURLToPath(new URL('sender.ts', import.meta.url));
const PROCESSES = 4;
const WAITING = 240;
const TEST_MS = 6500;
const LIVE_EVERY_MS = 500;
const MOST_ON_THE_WAY_MS = 150;

let database: TestDatabase;
let senders: ChildProcess[];

/** When requests arrived: milliseconds since 1970. */
const arrivals: number[] = [];
const receiver = createServer((request, response) => {
  // The way there takes 0-150 ms; on this machine it is added.
  arrivals.push(performance.timeOrigin + performance.now() + Math.random() * MOST_ON_THE_WAY_MS);
  request.resume();
  response.end('{"result":200}');
});

beforeAll(async () => {
  database = await createTestDatabase();
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const address = receiver.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  senders = await Promise.all(
    Array.from({ length: PROCESSES }, async () => {
      const sender = fork(SENDER, [database.url, url], { execArgv: [] });
      await once(sender, 'message');
      return sender;
    }),
  );
});

afterAll(async () => {
  await Promise.all(senders.map(async (sender) => sender.kill() && once(sender, 'exit')));
  receiver.close().closeAllConnections();
  await database.drop();
});

interface Request extends Sent {
  requestClass: RequestClass;
}

test('four processes with a backlog keep the limit where it is sent and where it arrives', async () => {
  const sent = await play();

  const sends = sent.map(({ sentAt }) => sentAt);
  const seconds = (Math.max(...sends) - Math.min(...sends)) / 1000;
  const live = sent.filter(({ requestClass }) => requestClass === 'live').map(({ waitedMs }) => waitedMs);
  console.log({
    sent: sent.length,
    perSecond: (sends.length - 1) / seconds,
    mostSent: mostInASecond(sends),
    mostArrived: mostInASecond(arrivals),
    liveMs: live.map(Math.round).sort((one, other) => one - other),
  });

  expect(mostInASecond(sends)).toBeLessThanOrEqual(8);
  expect(mostInASecond(arrivals)).toBeLessThanOrEqual(10);
  expect(live.length).toBeGreaterThan(TEST_MS / LIVE_EVERY_MS - 3);
  // The pace is told above and not judged: other suites run beside this one. A live request overtakes the backlog all the
  // same, which alone takes longer than the test.
  expect(Math.max(...live)).toBeLessThan(TEST_MS / 2);
  expect(classesOf(sent)).toEqual(new Set(['live', 'creation']));
});

/** A backlog of all classes at the start, a live request now and then; all that left until the end. */
async function play(): Promise<Request[]> {
  const sent: Request[] = [];
  const classes: RequestClass[] = [];
  for (const sender of senders) {
    sender.on('message', (message: Sent) => {
      sent.push({ ...message, requestClass: classes[message.id] ?? 'recovery' });
    });
  }
  const order = (requestClass: RequestClass, to: number): void => {
    const id = classes.push(requestClass) - 1;
    senders[to % PROCESSES]?.send({ id, requestClass } satisfies Order);
  };
  const backlog: RequestClass[] = ['recovery', 'hangup', 'creation'];
  for (let count = 0; count < WAITING; count++) order(backlog[count % 3] ?? 'recovery', Math.floor(count / 3));
  const endsAt = Date.now() + TEST_MS;
  for (let count = 0; Date.now() < endsAt; count++) {
    await sleep(LIVE_EVERY_MS);
    order('live', count);
  }
  return sent;
}

function mostInASecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
}

function classesOf(sent: readonly Request[]): Set<RequestClass> {
  // The first few went while the others were still being ordered.
  return new Set(
    sent
      .toSorted((one, other) => one.sentAt - other.sentAt)
      .slice(8)
      .map(({ requestClass }) => requestClass),
  );
}
