import type pg from 'pg';
import { TELEGRAM_ALARMS } from '../domain/alarms.ts';
import { placedBy } from './telegram-stop.ts';

/** Somebody looks after the enterprise's news for so long; then others may think that nobody does. */
export async function watchNews(pool: pg.Pool, enterprise: string, forMs: number): Promise<void> {
  await pool.query(
    `insert into telegram_watch (enterprise_number, until) values ($1, clock_timestamp() + make_interval(secs => $2::float8 / 1000))
     on conflict (enterprise_number) do update set until = excluded.until`,
    [enterprise, forMs],
  );
}

/** Enterprises with news that nobody looks after, and that are not stopped; taken for `forMs` by who asks. */
export async function claimUnwatched(
  pool: pg.Pool,
  { olderThanMs, forMs, limit }: { readonly olderThanMs: number; readonly forMs: number; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ enterprise_number: string }>(
    `with waiting as (
       select distinct m.enterprise_number from telegram_messages m
        where m.state = 'due' and m.changed_at < clock_timestamp() - make_interval(secs => $1::float8 / 1000)
          and not exists (select from telegram_watch w
                           where w.enterprise_number = m.enterprise_number and w.until > clock_timestamp())
          and not exists (select from alarms a where a.account = ${placedBy('m.enterprise_number')} and a.kind = any ($4)
                             and a.cleared_at is null)
        limit $3)
     insert into telegram_watch (enterprise_number, until)
     select enterprise_number, clock_timestamp() + make_interval(secs => $2::float8 / 1000) from waiting
     on conflict (enterprise_number) do update set until = excluded.until where telegram_watch.until < clock_timestamp()
     returning enterprise_number`,
    [olderThanMs, forMs, limit, TELEGRAM_ALARMS],
  );
  return rows.map(({ enterprise_number: number }) => number);
}
