import { newCallId, newPhone, answeredCall } from '../../tests/support/call-script.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { addEnterprise, post, quantile, type Bench, type BenchEnterprise } from './bench.ts';

const CALLS = 20;

interface Row {
  'median ms': string;
  'p90 ms': string;
  'times the floor': string;
}

interface Agency {
  readonly phone: string;
  readonly enterprise: BenchEnterprise;
}

/**
 * From an event's arrival (its row in the inbox) to the popup's arrival at U-ON, less U-ON's own answers: a client who is
 * looked up, and one who is in the cache. Each call has an account of its own, which has nothing else to do: of a busy
 * account the limit would be measured. The floor is what no design could save: one durable row and the requests.
 */
export async function measurePopups(bench: Bench): Promise<Record<string, Row>> {
  const agencies = await Promise.all(Array.from({ length: CALLS + 1 }, (_, index) => openAgency(bench, index)));
  await bench.pool.query('create table if not exists bench_floor (at timestamptz)');
  const looked: number[] = [];
  const cached: number[] = [];
  const hurried: number[] = [];
  const floors: number[] = [];
  for (const agency of agencies) looked.push(await popupDelay(bench, agency));
  for (const agency of agencies) cached.push(await popupDelay(bench, agency));
  for (const agency of agencies) {
    hurried.push(await popupDelay(bench, agency, { atOnce: true }));
    floors.push(await floor(bench, agency));
  }
  const floorMs = quantile(floors, 0.5);
  // The first call of all pays for what is made once.
  const [first = Number.NaN, ...others] = looked;
  return {
    'the floor': row(floors, floorMs),
    'client looked up': row(others, floorMs),
    'client cached': row(cached, floorMs),
    'cached, dial right behind start': row(hurried, floorMs),
    'first call of all': row([first], floorMs),
  };
}

async function openAgency(bench: Bench, index: number): Promise<Agency> {
  const phone = newPhone();
  // With a manager, or the end of the first call would change the client and empty the cache.
  const clients = [{ u_id: 100, u_name: 'Юлия', u_phone: `+${phone}`, manager_id: 2 }];
  return { phone, enterprise: await addEnterprise(bench, `popups-${index}`, { clients }) };
}

function row(values: readonly number[], floorMs: number): Row {
  const median = quantile(values, 0.5);
  return {
    'median ms': median.toFixed(1),
    'p90 ms': quantile(values, 0.9).toFixed(1),
    'times the floor': (median / floorMs).toFixed(1),
  };
}

/** A PBX sends the dial a second or two after the start, which is dealt with by then; `atOnce` sends both in a row. */
async function popupDelay(bench: Bench, { enterprise, phone }: Agency, { atOnce = false } = {}): Promise<number> {
  const callId = newCallId();
  const [start, dial, bridge, hangup] = answeredCall({ callId, phone, rung: ['151'] });
  const before = bench.uon.requests.length;
  await post(bench, enterprise, [start]);
  if (!atOnce) await isTrue(bench, `select 1 from calls where call_id = $1 and direction is not null`, callId);
  await post(bench, enterprise, [dial]);
  const popup = await waitFor('the popup', () =>
    bench.uon.requests.slice(before).find(({ route }) => route === 'notification/create'),
  );
  const answers = bench.uon.requests.slice(before).filter(({ seq }) => seq < popup.seq);
  const { rows } = await bench.pool.query<{ ms: number }>(
    `select extract(epoch from received_at)::float8 * 1000 as ms from inbox where uniqueid = $1 and event = 'dial'`,
    [callId],
  );
  await post(bench, enterprise, [bridge, hangup]);
  await isTrue(bench, `select 1 from calls where call_id = $1 and closed_at is not null`, callId);
  return popup.at - (rows[0]?.ms ?? Number.NaN) - answers.length * bench.uonAnswerMs;
}

async function isTrue(bench: Bench, sql: string, callId: string): Promise<void> {
  await waitFor(sql, async () => (await bench.pool.query(sql, [callId])).rowCount === 1);
}

/** One durable row and the two requests, with nothing in between. */
async function floor(bench: Bench, { enterprise: { apiKey }, phone }: Agency): Promise<number> {
  const from = performance.now();
  await bench.pool.query('insert into bench_floor values (now())');
  await (await fetch(`${bench.uon.url}/${apiKey}/user/phone/${phone}.json`)).text();
  const body = JSON.stringify({ manager_id: 2, text: 'floor' });
  const headers = { 'Content-Type': 'application/json' };
  await (await fetch(`${bench.uon.url}/${apiKey}/notification/create.json`, { method: 'POST', headers, body })).text();
  return performance.now() - from - 2 * bench.uonAnswerMs;
}
