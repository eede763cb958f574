import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile, type Bench } from './bench.ts';
import { mostInASecond, startSenders } from './senders.ts';

const PROCESSES = 4;
const WAITING = 400;
const SECONDS = 30;
const MOST_ON_THE_WAY_MS = 150;

/** What four processes with a backlog make of an account's limit, and how long a live request a second waits for its turn. */
export async function measureLimit({ env }: Bench): Promise<Record<string, string | number>> {
  const arrivals: number[] = [];
  const receiver = createServer((request, response) => {
    // The way there takes 0-150 ms; on this machine it is added.
    arrivals.push(performance.timeOrigin + performance.now() + Math.random() * MOST_ON_THE_WAY_MS);
    request.resume();
    response.end('{"result":200}');
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const address = receiver.address();
  const uonUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const to = { databaseUrl: env.DATABASE_URL, uonUrl, account: 'bench-limit', apiKey: 'key' };
  const senders = await startSenders(PROCESSES, to);
  try {
    for (let count = 0; count < WAITING; count += 1) senders.order('recovery');
    for (let second = 0; second < SECONDS; second += 1) {
      await sleep(1_000);
      senders.order('live');
    }
  } finally {
    await senders.stop();
    receiver.close().closeAllConnections();
  }
  const sends = senders.sent.map(({ sentAt }) => sentAt);
  const perSecond = (sends.length - 1) / ((Math.max(...sends) - Math.min(...sends)) / 1_000);
  const live = senders.sent.filter(({ requestClass }) => requestClass === 'live').map(({ waitedMs }) => waitedMs);
  return {
    'requests a second': perSecond.toFixed(2),
    'share of the 8': (perSecond / 8).toFixed(3),
    'most sent in a second': mostInASecond(sends),
    'most arrived in a second': mostInASecond(arrivals),
    'live request waits, median ms': quantile(live, 0.5).toFixed(0),
    'live request waits, p99 ms': quantile(live, 0.99).toFixed(0),
  };
}
