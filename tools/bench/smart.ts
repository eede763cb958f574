import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountSeed } from '../../simulators/uon/account-seed.ts';
import { askCaller } from '../../tests/support/callers.ts';
import { newPhone } from '../../tests/support/call-script.ts';
import { applyEnterprise } from '../../tests/support/enterprises.ts';
import { addEnterprise, quantile, type Bench, type BenchEnterprise, type Row } from './bench.ts';

const A_SECOND = 50;
const QUESTIONS = 1_000;
const RULES = [{ who: 'client_manager' }, { who: 'last_talked' }, { who: 'fallback', extension: '151' }];

/**
 * How soon a PBX is told who calls: a client who is kept, one whom U-ON has to be asked of, and both while U-ON hangs. Each
 * question at its time, whether or not earlier ones are answered.
 */
export async function measureSmart(bench: Bench): Promise<Record<string, Row>> {
  const known = newPhone();
  const others = Array.from({ length: 200 }, newPhone);
  const clients = [known, ...others].map((u_phone, index) => ({
    u_id: index + 5,
    u_name: 'Анна',
    u_phone,
    manager_id: 2,
  }));
  const agency = await routed(bench, 'smart', clients);
  while ((await askCaller(bench, agency, known)).Name === null) await sleep(50);
  const floor = await paced(A_SECOND, QUESTIONS, async () => {
    await (await fetch(`${bench.url}/livez`)).arrayBuffer();
    return false;
  });
  const kept = await atPace(bench, agency, () => known, QUESTIONS);
  const unknown = await atPace(bench, agency, (n) => others[n] ?? known, others.length, 5);
  const hanging = await routed(bench, 'smart-hanging', clients);
  while ((await askCaller(bench, hanging, known)).Name === null) await sleep(50);
  bench.uon.faults.add({ apiKey: hanging.apiKey, kind: 'slow', delayMs: 30_000, times: Infinity });
  const nobody = await atPace(bench, hanging, newPhone, QUESTIONS);
  await bench.pool.query(`update profiles set fetched_at = fetched_at - interval '1 hour'`);
  const stale = await atPace(bench, hanging, () => known, QUESTIONS);
  return {
    [`an answer without any thought (/livez), ${A_SECOND} a second`]: floor,
    [`a client who is kept, ${A_SECOND} a second`]: kept,
    'a new number each time, U-ON answers, 5 a second': unknown,
    [`a new number each time, U-ON hangs, ${A_SECOND} a second`]: nobody,
    [`a client who was kept long ago, U-ON hangs, ${A_SECOND} a second`]: stale,
  };
}

async function routed(
  bench: Bench,
  name: string,
  clients: NonNullable<AccountSeed['clients']>,
): Promise<BenchEnterprise> {
  const agency = await addEnterprise(bench, name, { clients });
  await applyEnterprise(bench.env, agency, { smart: { mode: 'route', rules: RULES } });
  return agency;
}

function atPace(
  bench: Bench,
  agency: BenchEnterprise,
  phoneOf: (n: number) => string,
  count: number,
  aSecond = A_SECOND,
): Promise<Row> {
  return paced(aSecond, count, async (n) => (await askCaller(bench, agency, phoneOf(n))).Name !== null);
}

/** Asks so often a second, whether or not the answers come; `ask` says whether it was told a name. */
async function paced(aSecond: number, count: number, ask: (n: number) => Promise<boolean>): Promise<Row> {
  const times: number[] = [];
  let named = 0;
  const one = async (n: number): Promise<void> => {
    const from = performance.now();
    const isNamed = await ask(n);
    times.push(performance.now() - from);
    if (isNamed) named += 1;
  };
  const asked: Promise<void>[] = [];
  const startsAt = performance.now();
  for (let n = 0; n < count; n += 1) {
    const waitMs = startsAt + (n * 1_000) / aSecond - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    asked.push(one(n));
  }
  await Promise.all(asked);
  const ms = (share: number): string => quantile(times, share).toFixed(1);
  return { asked: count, 'with a name': named, 'median ms': ms(0.5), 'p99 ms': ms(0.99), 'longest ms': ms(1) };
}
