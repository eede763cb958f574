import { readFile } from 'node:fs/promises';
import { newCallId, newPhone, openingEvents } from '../../tests/support/call-script.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { addEnterprise, post, type Bench } from './bench.ts';

const CALLS = 400;
const AT_ONCE = 20;

/** What the worker of calls takes for each call that is open, beside what it takes anyway; null where there is no /proc. */
export async function measureMemory(bench: Bench, workerPid: number): Promise<Record<string, string> | null> {
  const before = await residentMb(workerPid);
  if (before === null) return null;
  const enterprise = await addEnterprise(bench, 'memory', {});
  const starts = Array.from({ length: CALLS }, () => openingEvents({ callId: newCallId(), phone: newPhone() })[0]);
  while (starts.length > 0) {
    await Promise.all(starts.splice(0, AT_ONCE).map((start) => post(bench, enterprise, [start])));
  }
  const open = `select count(*)::int as n from calls where enterprise_number = 'memory' and direction is not null`;
  await waitFor(
    'all calls to be open',
    async () => (await bench.pool.query<{ n: number }>(open)).rows[0]?.n === CALLS,
    60_000,
  );
  const after = (await residentMb(workerPid)) ?? Number.NaN;
  return {
    'worker of calls before': `${before.toFixed(0)} MB`,
    [`with ${CALLS} calls open`]: `${after.toFixed(0)} MB`,
    'an open call': `${(((after - before) * 1_024) / CALLS).toFixed(0)} KB`,
  };
}

async function residentMb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kb === undefined ? null : Number(kb) / 1_024;
}
