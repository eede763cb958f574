import type pg from 'pg';
import type { CallSnapshot, JournalStep } from '../domain/journal.ts';
import { NOTE_NEWS, urgencyOf, wantedOf } from './telegram-news.ts';

/** How many calls have not closed. */
export async function openCalls(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('select count(*) as n from calls where closed_at is null');
  return rows[0]?.n ?? 0;
}

/** How the journal of a call was written. */
export interface Written {
  /** `first`: there was none before; `kept`: there was this one or a newer. */
  readonly version: 'first' | 'newer' | 'kept';
  /** The call's message in Telegram is to say something else now. */
  readonly hasNews: boolean;
}

/** Writes the journal of a call; an older version never overwrites a newer one. */
export async function saveSnapshot(pool: pg.Pool, enterprise: string, snapshot: CallSnapshot): Promise<Written> {
  const { rows } = await pool.query<{ was: number | null; has_news: boolean }>(
    `with before as (select version from calls where enterprise_number = $1 and call_id = $2),
     written as (insert into calls (enterprise_number, call_id, version, status, direction, answered, phone_e164, line, extension,
                        manager_id, client_id, lead_id, duration_s, steps, closed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, case when $15 then clock_timestamp() end)
     on conflict (enterprise_number, call_id) do update
       set version = excluded.version, status = excluded.status, direction = excluded.direction,
           answered = excluded.answered, phone_e164 = excluded.phone_e164, line = excluded.line,
           extension = excluded.extension, manager_id = excluded.manager_id, client_id = excluded.client_id,
           lead_id = excluded.lead_id, duration_s = excluded.duration_s, steps = excluded.steps,
           closed_at = excluded.closed_at
       where calls.version < excluded.version
     returning direction),
     news as (${NOTE_NEWS})
     select (select version from before) as was, coalesce((select is_due from news), false) as has_news from written`,
    [
      enterprise,
      snapshot.callId,
      snapshot.version,
      snapshot.status,
      snapshot.direction,
      snapshot.answered,
      snapshot.phoneE164,
      snapshot.line,
      snapshot.extension,
      snapshot.managerId,
      snapshot.clientId,
      snapshot.leadId,
      snapshot.durationS,
      JSON.stringify(snapshot.steps),
      snapshot.closed,
      wantedOf(snapshot),
      urgencyOf(snapshot),
    ],
  );
  const [written] = rows;
  if (!written) return { version: 'kept', hasNews: false };
  return { version: (written.was ?? 0) === 0 ? 'first' : 'newer', hasNews: written.has_news };
}

/** Adds a line to the journal of a closed call, whose workflow writes no more. */
export async function addLateStep(pool: pg.Pool, enterprise: string, callId: string, step: JournalStep): Promise<void> {
  await pool.query(`update calls set steps = steps || $3::jsonb where enterprise_number = $1 and call_id = $2`, [
    enterprise,
    callId,
    JSON.stringify([step]),
  ]);
}

/**
 * Adds to the journal of a closed call what became of a card that a manager wanted of it; the client is the call's where that had none.
 * The same line again changes nothing, nor is anything added to a call that was forgotten.
 */
export async function noteCard(
  pool: pg.Pool,
  { enterprise, callId }: { readonly enterprise: string; readonly callId: string },
  clientId: string | null,
  step: JournalStep,
): Promise<void> {
  await pool.query(
    `update calls set steps = steps || $3::jsonb, client_id = coalesce(client_id, $4)
      where enterprise_number = $1 and call_id = $2 and closed_at is not null and forgotten_at is null
        and not steps @> $3::jsonb`,
    [enterprise, callId, JSON.stringify([step]), clientId],
  );
}

/** The client of a call in U-ON; null where none is known, or there is no such call. */
export async function clientOfCall(pool: pg.Pool, enterprise: string, callId: string): Promise<string | null> {
  const { rows } = await pool.query<{ client_id: string | null }>(
    'select client_id from calls where enterprise_number = $1 and call_id = $2',
    [enterprise, callId],
  );
  return rows[0]?.client_id ?? null;
}

/** The journal of one call as it stands; null when there is no such call. */
export async function findCall(pool: pg.Pool, enterprise: string, callId: string): Promise<StoredCall | null> {
  const { rows } = await pool.query<StoredCall>(
    `select status, direction, answered, manager_id, extension, client_id, lead_id, duration_s as duration, steps
       from calls where enterprise_number = $1 and call_id = $2`,
    [enterprise, callId],
  );
  return rows[0] ?? null;
}

/** The journal as `GET /internal/calls` shows it: its field names are the contract. */
export interface StoredCall {
  readonly status: 'ringing' | 'talking' | 'ended';
  readonly direction: 'incoming' | 'outgoing' | 'internal' | null;
  readonly answered: boolean;
  readonly manager_id: string | null;
  readonly extension: string | null;
  readonly client_id: string | null;
  readonly lead_id: string | null;
  readonly duration: number | null;
  readonly steps: readonly JournalStep[];
}

/**
 * How many calls go on, by the enterprise's number; those without one are left out. One that was hung up goes on no more, though
 * it stays open a while for late events.
 */
export async function callsUnderWay(pool: pg.Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ number: string; n: number }>(
    `select enterprise_number as number, count(*) as n
       from calls where closed_at is null and status <> 'ended' group by enterprise_number`,
  );
  return new Map(rows.map(({ number, n }) => [number, n]));
}
