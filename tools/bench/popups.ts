import { newCallId, newPhone, answeredCall } from '../../tests/support/call-script.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { addEnterprise, post, quantile, type Bench, type BenchEnterprise } from './bench.ts';

const CALLS = 30;
/** What the simulator takes for an answer: U-ON's own time, which is not ours. */
const ANSWER_MS = 1;

interface Row {
  'median ms': string;
  'p90 ms': string;
  'ratio to the floor': string;
}

/**
 * From an event's arrival (its row in the inbox) to the popup's arrival at U-ON, less U-ON's own answers: a client who is
 * looked up, and one who is in the cache. The floor is what no design could save: one durable row and the requests.
 */
export async function measurePopups(bench: Bench): Promise<Record<string, Row>> {
  const phones = Array.from({ length: CALLS + 1 }, newPhone);
  const clients = phones.map((phone, index) => ({ u_id: 100 + index, u_name: 'Юлия', u_phone: `+${phone}` }));
  const enterprise = await addEnterprise(bench, 'bench', { clients });
  const looked: number[] = [];
  const cached: number[] = [];
  const floors: number[] = [];
  for (const phone of phones) {
    looked.push((await popupDelay(bench, enterprise, phone)) - ANSWER_MS);
    cached.push(await popupDelay(bench, enterprise, phone));
    floors.push(await floor(bench, enterprise, phone));
  }
  const floorMs = quantile(floors, 0.5);
  // The first call of all pays for what is made once: left out.
  return {
    'the floor': row(floors.slice(1), floorMs),
    'client looked up': row(looked.slice(1), floorMs),
    'client cached': row(cached.slice(1), floorMs),
  };
}

function row(values: readonly number[], floorMs: number): Row {
  const median = quantile(values, 0.5);
  return {
    'median ms': median.toFixed(1),
    'p90 ms': quantile(values, 0.9).toFixed(1),
    'ratio to the floor': (median / floorMs).toFixed(1),
  };
}

async function popupDelay(bench: Bench, enterprise: BenchEnterprise, phone: string): Promise<number> {
  const callId = newCallId();
  const [start, dial, bridge, hangup] = answeredCall({ callId, phone, rung: ['151'] });
  const before = bench.uon.requests.length;
  await post(bench, enterprise, [start, dial]);
  const popup = await waitFor('the popup', () =>
    bench.uon.requests.slice(before).find(({ route }) => route === 'notification/create'),
  );
  const { rows } = await bench.pool.query<{ ms: number }>(
    `select extract(epoch from received_at)::float8 * 1000 as ms from inbox where uniqueid = $1 and event = 'dial'`,
    [callId],
  );
  await post(bench, enterprise, [bridge, hangup]);
  const isClosed = `select 1 from calls where call_id = $1 and closed_at is not null`;
  await waitFor('the end of the call', async () => (await bench.pool.query(isClosed, [callId])).rowCount === 1);
  return popup.at - (rows[0]?.ms ?? Number.NaN);
}

/** One durable row and the two requests, with nothing in between. */
async function floor(bench: Bench, { apiKey }: BenchEnterprise, phone: string): Promise<number> {
  const from = performance.now();
  await bench.pool.query('create table if not exists bench_floor (at timestamptz)');
  const prepared = performance.now();
  await bench.pool.query('insert into bench_floor values (now())');
  await (await fetch(`${bench.uon.url}/${apiKey}/user/phone/${phone}.json`)).text();
  const body = JSON.stringify({ manager_id: 2, text: 'floor' });
  const headers = { 'Content-Type': 'application/json' };
  await (await fetch(`${bench.uon.url}/${apiKey}/notification/create.json`, { method: 'POST', headers, body })).text();
  return performance.now() - from - (prepared - from) - 2 * ANSWER_MS;
}
