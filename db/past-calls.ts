import type pg from 'pg';
import type { OurCall } from '../domain/past-calls.ts';

interface Row {
  readonly call_id: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly answered: boolean;
  readonly at_ms: number;
  readonly duration_s: number | null;
  readonly manager_id: string | null;
  readonly extension: string | null;
}

/** The newest calls of a number that are over, but for one; of those that close only now, too. */
export async function lastCallsOf(
  pool: pg.Pool,
  { enterprise, phoneE164 }: { readonly enterprise: string; readonly phoneE164: string },
  { limit, exceptCallId }: { readonly limit: number; readonly exceptCallId: string },
): Promise<readonly OurCall[]> {
  const ofNumber = `select call_id, direction, answered, opened_at, duration_s, manager_id, extension from calls
      where enterprise_number = $1 and call_id <> $4 and direction in ('incoming', 'outgoing')`;
  const newest = 'order by opened_at desc limit $3';
  const { rows } = await pool.query<Row>(
    `select call_id, direction, answered, extract(epoch from opened_at)::float8 * 1000 as at_ms, duration_s, manager_id, extension
       from ((${ofNumber} and reverse(phone_e164) = reverse($2) and closed_at is not null and phone_e164 is not null ${newest})
             union all
             (${ofNumber} and phone_e164 = $2 and closed_at is null and status = 'ended' ${newest})) as of_number
      ${newest}`,
    [enterprise, phoneE164, limit, exceptCallId],
  );
  return rows.map((row) => ({
    ...{ callId: row.call_id, direction: row.direction, answered: row.answered, atMs: row.at_ms },
    ...{ durationS: row.duration_s, managerId: row.manager_id, extension: row.extension },
  }));
}
