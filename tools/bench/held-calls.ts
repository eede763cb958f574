import { waitFor } from '../../tests/support/wait-for.ts';
import type { Bench } from './bench.ts';

/** What the dial asked of U-ON is done: a held call costs nothing until its next event. */
export async function areAtRest({ pool }: Bench, held: readonly { readonly callId: string }[]): Promise<void> {
  const ids = held.map(({ callId }) => callId);
  const greeted = `select count(*)::int as n from calls
    where call_id = any ($1) and exists (select from jsonb_array_elements(steps) as step where step->>'name' like 'popup%')
      and not exists (select from jsonb_array_elements(steps) as step where step->>'status' = 'running')`;
  await waitFor(
    'the held calls to be greeted',
    async () => (await pool.query<{ n: number }>(greeted, [ids])).rows[0]?.n === held.length,
    300_000,
  );
}
