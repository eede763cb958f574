import { readFile } from 'node:fs/promises';
import { newCallId, newPhone, openingEvents } from '../../tests/support/call-script.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { addEnterprise, post, type Bench, type BenchEnterprise, type Row } from './bench.ts';

const CALLS = 1_000;
const AGENCIES = 20;
/** As many as there are calls, and what a worker keeps unless told. */
const CACHES = [CALLS, 500];

/** What fresh workers of calls take for calls that are open, by how many they keep; null where there is no /proc. */
export async function measureMemory(bench: Bench): Promise<Record<string, Row> | null> {
  // Nothing is measured after this, and the calls shall all be those of the workers below.
  await bench.calls.stop();
  const agencies = await Promise.all(
    Array.from({ length: AGENCIES }, (_, index) => addEnterprise(bench, `memory-${index}`, {})),
  );
  const rows: Record<string, Row> = {};
  for (const cache of CACHES) {
    const row = await measureWorker(bench, agencies, cache);
    if (row === null) return null;
    rows[`WORKFLOW_CACHE=${cache}`] = row;
  }
  return rows;
}

async function measureWorker(bench: Bench, agencies: readonly BenchEnterprise[], cache: number): Promise<Row | null> {
  const worker = await bench.start(['workers/worker.ts', 'calls'], { WORKFLOW_CACHE: String(cache) });
  const before = await residentMb(worker.child.pid ?? 0);
  if (before === null) return null;
  const open = await countOpen(bench);
  for (let count = 0; count < CALLS; count += AGENCIES) {
    await Promise.all(agencies.map((agency) => post(bench, agency, openingEvents(newCall()).slice(0, 1))));
  }
  await waitFor('all calls to be open', async () => (await countOpen(bench)) === open + CALLS, 300_000);
  const after = (await residentMb(worker.child.pid ?? 0)) ?? Number.NaN;
  await worker.stop();
  return {
    'calls open': CALLS,
    'before, MB': before.toFixed(0),
    'with them, MB': after.toFixed(0),
    'more for each, KB': (((after - before) * 1_024) / CALLS).toFixed(0),
  };
}

async function countOpen({ pool }: Bench): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from calls where enterprise_number like 'memory-%' and direction is not null`,
  );
  return rows[0]?.n ?? 0;
}

function newCall() {
  return { callId: newCallId(), phone: newPhone() };
}

async function residentMb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kb === undefined ? null : Number(kb) / 1_024;
}
