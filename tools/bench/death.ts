import { setTimeout as sleep } from 'node:timers/promises';
import { answeredCall, newCallId } from '../../tests/support/call-script.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { post, quantile, type Bench, type Row } from './bench.ts';
import { openAgency } from './popup-delay.ts';

const CALLS = 20;

/**
 * A worker of each kind dies by kill -9 while calls end that it serves; a second one of its kind runs. How long after the death
 * until the last of those calls is in U-ON's history, and until the first is.
 */
export async function measureDeath(bench: Bench): Promise<Record<string, Row>> {
  return { 'worker calls': await dieWith(bench, 'calls'), 'worker uon': await dieWith(bench, 'uon') };
}

async function dieWith(bench: Bench, queue: 'calls' | 'uon'): Promise<Row> {
  const victim = await bench.start(['workers/worker.ts', queue]);
  const agencies = await Promise.all(
    Array.from({ length: CALLS }, (_, index) => openAgency(bench, `death-${queue}-${index}`)),
  );
  const calls = agencies.map((agency) => ({ ...agency, callId: newCallId() }));
  await Promise.all(calls.map((call) => post(bench, call.enterprise, answeredCall(call).slice(0, 3))));
  // Long enough for about half of the calls to live in the victim's cache.
  await sleep(3_000);
  await Promise.all(calls.map((call) => post(bench, call.enterprise, answeredCall(call).slice(3))));
  victim.child.kill('SIGKILL');
  const diedAt = performance.timeOrigin + performance.now();
  const keys = new Set(agencies.map(({ enterprise }) => enterprise.apiKey));
  const logged = () =>
    bench.uon.requests.filter((one) => one.route === 'call_history/create' && keys.has(one.apiKey ?? ''));
  await waitFor('all records', () => new Set(logged().map(({ apiKey }) => apiKey)).size === CALLS, 60_000);
  const waits = logged().map(({ at }) => (at - diedAt) / 1_000);
  return {
    calls: CALLS,
    records: logged().length,
    'median s': quantile(waits, 0.5).toFixed(1),
    'last effect after s': Math.max(...waits).toFixed(1),
  };
}
