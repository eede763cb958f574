import { readFile } from 'node:fs/promises';
import { newCallId, newPhone, openingEvents } from '../../tests/support/call-script.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { addEnterprise, post, type Bench } from './bench.ts';

const CALLS = 1_000;
const AGENCIES = 20;

/** What a fresh worker of calls takes for calls that are open, beside what it takes anyway; null where there is no /proc. */
export async function measureMemory(bench: Bench): Promise<Record<string, string> | null> {
  const workerPid = bench.calls.child.pid ?? 0;
  const before = await residentMb(workerPid);
  if (before === null) return null;
  const agencies = await Promise.all(
    Array.from({ length: AGENCIES }, (_, index) => addEnterprise(bench, `memory-${index}`, {})),
  );
  for (let count = 0; count < CALLS; count += AGENCIES) {
    await Promise.all(agencies.map((agency) => post(bench, agency, openingEvents(newCall()).slice(0, 1))));
  }
  const open = `select count(*)::int as n from calls where enterprise_number like 'memory-%' and direction is not null`;
  await waitFor(
    'all calls to be open',
    async () => (await bench.pool.query<{ n: number }>(open)).rows[0]?.n === CALLS,
    120_000,
  );
  const after = (await residentMb(workerPid)) ?? Number.NaN;
  return {
    'worker of calls before': `${before.toFixed(0)} MB`,
    [`with ${CALLS} more calls open`]: `${after.toFixed(0)} MB`,
    'an open call': `${(((after - before) * 1_024) / CALLS).toFixed(0)} KB`,
  };
}

function newCall() {
  return { callId: newCallId(), phone: newPhone() };
}

async function residentMb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kb === undefined ? null : Number(kb) / 1_024;
}
