import type pg from 'pg';
import type { AccountChange, Outcome } from '../domain/slot-grants.ts';
import { clearAlarm, raiseAlarm } from './alarms.ts';

type Queryable = Pick<pg.Pool, 'query'>;

/** So many failures in a row, over all processes, and the account is paused. */
const MOST_FAILURES = 5;

/**
 * Notes what a request says of its account. Several failures in a row pause it, an answer ends that; a refused key stops it
 * until `releaseAccount`. Gives back what changed, once over all processes; the alarm is raised or cleared with it.
 */
export async function noteOutcome(
  db: Queryable,
  account: string,
  outcome: Outcome,
  probeEveryMs: number,
): Promise<AccountChange | null> {
  switch (outcome) {
    case 'answered':
      return noteAnswer(db, account);
    case 'failed':
      return noteFailure(db, account, probeEveryMs);
    case 'key-refused':
      return noteRefusal(db, account);
  }
}

async function noteAnswer(db: Queryable, account: string): Promise<AccountChange | null> {
  const { rows } = await db.query<{ failures: number }>(
    `delete from account_troubles where account = $1 and not stopped returning failures`,
    [account],
  );
  if ((rows[0]?.failures ?? 0) < MOST_FAILURES) return null;
  return (await clearAlarm(db, account, 'uon-not-answering')) ? 'resumed' : null;
}

async function noteFailure(db: Queryable, account: string, probeEveryMs: number): Promise<AccountChange | null> {
  const { rows } = await db.query<{ failures: number }>(
    `insert into account_troubles as t (account, failures) values ($1, 1)
     on conflict (account) do update
       set failures = t.failures + 1,
           probe_at = case when t.failures + 1 >= $2 then limiter_microseconds(clock_timestamp()) + $3 end
     returning failures`,
    [account, MOST_FAILURES, probeEveryMs * 1000],
  );
  if ((rows[0]?.failures ?? 0) < MOST_FAILURES) return null;
  return (await raiseAlarm(db, account, 'uon-not-answering')) ? 'paused' : null;
}

async function noteRefusal(db: Queryable, account: string): Promise<AccountChange | null> {
  await db.query(
    `insert into account_troubles (account, stopped) values ($1, true)
     on conflict (account) do update set stopped = true where not account_troubles.stopped`,
    [account],
  );
  return (await raiseAlarm(db, account, 'uon-key-refused')) ? 'stopped' : null;
}

/** Settings with this account were applied: it is asked again, whatever the trouble was. */
export async function releaseAccount(db: Queryable, account: string): Promise<void> {
  await db.query(`delete from account_troubles where account = $1`, [account]);
  await clearAlarm(db, account, 'uon-key-refused');
  await clearAlarm(db, account, 'uon-not-answering');
}

/** `paused`: it did not answer several times in a row; `stopped`: it refused the key; null: it is asked as ever. */
export async function troubleOf(db: Queryable, account: string): Promise<'paused' | 'stopped' | null> {
  const { rows } = await db.query<{ failures: number; stopped: boolean }>(
    'select failures, stopped from account_troubles where account = $1',
    [account],
  );
  const [found] = rows;
  if (!found) return null;
  if (found.stopped) return 'stopped';
  return found.failures >= MOST_FAILURES ? 'paused' : null;
}
