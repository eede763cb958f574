import type pg from 'pg';
import type { FinishedCall } from '../domain/finished-call.ts';
import type { JournalStep } from '../domain/journal.ts';
import type { RepeatFacts } from '../domain/repeat.ts';
import type { StoredEvent } from '../domain/received-event.ts';
import { OF_ITS_CHANNELS } from './call-channels.ts';
import { IS_UNTOLD } from './effects.ts';

/** What of a call its repeats go by. */
export interface RepeatableCall extends RepeatFacts {
  readonly clientId: string | null;
  readonly leadId: string | null;
}

/** Null when there is no such call. */
export async function repeatableCall(
  pool: pg.Pool,
  enterprise: string,
  callId: string,
): Promise<RepeatableCall | null> {
  const { rows } = await pool.query<RepeatableCall>(
    `select closed_at is not null as "isClosed", forgotten_at is not null as "isForgotten", steps,
            client_id as "clientId", lead_id as "leadId",
            array(select effect from effects where enterprise_number = $1 and call_id = $2 and ${IS_UNTOLD}) as untold
       from calls where enterprise_number = $1 and call_id = $2`,
    [enterprise, callId],
  );
  return rows[0] ?? null;
}

/** The events that a call was told of, in their order. What came too late did nothing, and does nothing now. */
export async function eventsTold(pool: pg.Pool, enterprise: string, callId: string): Promise<readonly StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent>(
    `select id, event, body, received_at as "receivedAt" from inbox
      where enterprise_number = $1 and call_id = $2 and state = 'delivered'
        and ${OF_ITS_CHANNELS}
      order by id`,
    [enterprise, callId],
  );
  return rows;
}

/** A call as the last recovery was told it; null where none was. */
export async function recoveredCall(pool: pg.Pool, enterprise: string, callId: string): Promise<FinishedCall | null> {
  const { rows } = await pool.query<{ call: FinishedCall }>(
    `select c.call from recovery_calls c join recoveries r on r.id = c.recovery_id
      where r.enterprise_number = $1 and c.call_id = $2 and c.call is not null order by r.created_at desc limit 1`,
    [enterprise, callId],
  );
  return rows[0]?.call ?? null;
}

/**
 * Adds the lines of a repeat to the journal of a closed call, and marks the steps that it has mended. What it has made is the
 * call's where that had none. The same lines again change nothing.
 */
export async function addRepeat(
  pool: pg.Pool,
  { enterprise, callId }: { readonly enterprise: string; readonly callId: string },
  {
    lines,
    mended,
    clientId,
    leadId,
  }: {
    readonly lines: readonly JournalStep[];
    readonly mended: readonly string[];
    readonly clientId: string | null;
    readonly leadId: string | null;
  },
): Promise<void> {
  await pool.query(
    `update calls
        set steps = coalesce(
              (select jsonb_agg(case when step ->> 'status' = 'failed' and step ->> 'name' = any ($4)
                                     then step || '{"mended": true}' else step end order by place)
                 from jsonb_array_elements(steps) with ordinality as told (step, place)), '[]') || $3::jsonb,
            client_id = coalesce(client_id, $5), lead_id = coalesce(lead_id, $6)
      where enterprise_number = $1 and call_id = $2 and closed_at is not null and forgotten_at is null
        and not steps @> $3::jsonb`,
    [enterprise, callId, JSON.stringify(lines), mended, clientId, leadId],
  );
}
