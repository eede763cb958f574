import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../tests/support/wait-for.ts';
import { newCallId, newPhone, openingEvents } from '../../tests/support/call-script.ts';
import { addEnterprise, post, quantile, type Bench, type BenchEnterprise } from './bench.ts';

const HELD_CALLS = 100;
const EVENTS_A_SECOND = 100;
const SECONDS = 15;
const AT_ONCE = 20;
const FLAT_OUT_SECONDS = 5;
const AGENCIES = 10;

interface HeldCall {
  readonly enterprise: BenchEnterprise;
  readonly callId: string;
  readonly phone: string;
}

/** How soon an event is acknowledged while calls are held, and how many events a second are taken at most. */
export async function measureIntake(bench: Bench): Promise<Record<string, string | number>> {
  const held = await holdCalls(bench);
  const paced = await pace(bench, held);
  const flatOut = await asFastAsItGoes(bench, held);
  return {
    'calls held': held.length,
    [`acknowledged at ${EVENTS_A_SECOND}/s, median ms`]: quantile(paced, 0.5).toFixed(1),
    [`acknowledged at ${EVENTS_A_SECOND}/s, p99 ms`]: quantile(paced, 0.99).toFixed(1),
    'events a second at most': (flatOut / FLAT_OUT_SECONDS).toFixed(0),
  };
}

async function holdCalls(bench: Bench): Promise<readonly HeldCall[]> {
  const agencies = await Promise.all(
    Array.from({ length: AGENCIES }, (_, index) => addEnterprise(bench, `intake-${index}`, {})),
  );
  const held: HeldCall[] = [];
  for (let index = 0; index < HELD_CALLS; index += 1) {
    const enterprise = agencies[index % AGENCIES];
    if (!enterprise) continue;
    const call = { enterprise, callId: newCallId(), phone: newPhone() };
    await post(bench, enterprise, openingEvents(call));
    held.push(call);
  }
  await areAtRest(bench, held);
  return held;
}

/** What the dial asked of U-ON is done: a held call costs nothing until its next event. */
async function areAtRest({ pool }: Bench, held: readonly HeldCall[]): Promise<void> {
  const ids = held.map(({ callId }) => callId);
  const greeted = `select count(*)::int as n from calls
    where call_id = any ($1) and exists (select from jsonb_array_elements(steps) as step where step->>'name' like 'popup%')
      and not exists (select from jsonb_array_elements(steps) as step where step->>'status' = 'running')`;
  await waitFor(
    'the held calls to be greeted',
    async () => (await pool.query<{ n: number }>(greeted, [ids])).rows[0]?.n === held.length,
    120_000,
  );
}

/** A bridge that is new to the call: as a transfer would make. */
async function bridge(bench: Bench, { enterprise, callId, phone }: HeldCall): Promise<number> {
  const body = { UniqueId: callId, CallerIDNum: phone, ConnectedLineNum: '151', BridgeUniqueid: randomUUID() };
  const from = performance.now();
  await post(bench, enterprise, [{ event: 'bridge', body }]);
  return performance.now() - from;
}

async function pace(bench: Bench, held: readonly HeldCall[]): Promise<readonly number[]> {
  const answers: Promise<number>[] = [];
  const startsAt = performance.now();
  for (let count = 0; count < EVENTS_A_SECOND * SECONDS; count += 1) {
    const dueAt = startsAt + (count * 1_000) / EVENTS_A_SECOND;
    const waitMs = dueAt - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    const call = held[count % held.length];
    if (call) answers.push(bridge(bench, call));
  }
  return Promise.all(answers);
}

async function asFastAsItGoes(bench: Bench, held: readonly HeldCall[]): Promise<number> {
  const endsAt = performance.now() + FLAT_OUT_SECONDS * 1_000;
  let count = 0;
  const one = async (place: number): Promise<void> => {
    for (let index = place; performance.now() < endsAt; index += AT_ONCE) {
      const call = held[index % held.length];
      if (!call) return;
      // A token may send 200 a second; beyond it the answer is 429, which is no event taken.
      const taken = await bridge(bench, call).then(
        () => 1,
        () => 0,
      );
      count += taken;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, place) => one(place)));
  return count;
}
