import type pg from 'pg';
import { isWaitingCall } from './waiting-calls.ts';

/** What waits at one place. */
export interface WaitingNow {
  readonly openCalls: number;
  /** Of them those of which a step is under way for longer than it takes. */
  readonly waitingCalls: number;
  readonly events: Backlog;
  readonly webhooks: Backlog;
  readonly recoveryCalls: number;
}

interface Backlog {
  readonly waiting: number;
  readonly oldestSeconds: number;
}

/** Of one enterprise, or of all (null). */
export async function waitingNow(pool: pg.Pool, enterprise: string | null): Promise<WaitingNow> {
  const { rows } = await pool.query<Row>(
    `select calls.*,
            (select count(*) from recovery_calls join recoveries on recoveries.id = recovery_id
              where recovery_calls.state in ('waiting', 'taken') and ${OF}) as recovery_calls,
            inbox.*, hooks.*
       from (select count(*) as open_calls, count(*) filter (where ${isWaitingCall}) as waiting_calls
               from calls where closed_at is null and ${OF}) as calls,
            (select count(*) as events, ${OLDEST} as events_oldest from inbox where state = 'waiting' and ${OF}) as inbox,
            (select count(*) as webhooks, ${OLDEST} as webhooks_oldest
               from webhooks where state = 'waiting' and ${OF}) as hooks`,
    [enterprise],
  );
  const [row] = rows;
  return {
    openCalls: row?.open_calls ?? 0,
    waitingCalls: row?.waiting_calls ?? 0,
    events: { waiting: row?.events ?? 0, oldestSeconds: row?.events_oldest ?? 0 },
    webhooks: { waiting: row?.webhooks ?? 0, oldestSeconds: row?.webhooks_oldest ?? 0 },
    recoveryCalls: row?.recovery_calls ?? 0,
  };
}

interface Row {
  readonly open_calls: number;
  readonly waiting_calls: number;
  readonly recovery_calls: number;
  readonly events: number;
  readonly events_oldest: number;
  readonly webhooks: number;
  readonly webhooks_oldest: number;
}

const OF = '($1::text is null or enterprise_number = $1)';
const OLDEST = 'coalesce(extract(epoch from clock_timestamp() - min(received_at)), 0)::float8';
