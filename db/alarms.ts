import type pg from 'pg';
import { ALARM, type AlarmKind } from '../domain/alarms.ts';

type Queryable = Pick<pg.Pool, 'query'>;

export interface Alarm {
  readonly kind: string;
  readonly message: string;
  readonly raisedAt: Date;
}

/** Raises an alarm of an account or an enterprise; true when it was not raised before, so that it is told once. */
export async function raiseAlarm(db: Queryable, place: string, kind: AlarmKind): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into alarms (account, kind, message) values ($1, $2, $3)
     on conflict (account, kind) do update
       set message = excluded.message, raised_at = clock_timestamp(), cleared_at = null
       where alarms.cleared_at is not null`,
    [place, kind, ALARM[kind]],
  );
  return (rowCount ?? 0) > 0;
}

/** It is mended: true when the alarm was standing. */
export async function clearAlarm(db: Queryable, place: string, kind: AlarmKind): Promise<boolean> {
  const { rowCount } = await db.query(
    `update alarms set cleared_at = clock_timestamp() where account = $1 and kind = $2 and cleared_at is null`,
    [place, kind],
  );
  return (rowCount ?? 0) > 0;
}

/** How many alarms of each kind stand; kinds without one are left out. */
export async function standingAlarms(db: Queryable): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ kind: string; n: number }>(
    'select kind, count(*) as n from alarms where cleared_at is null group by kind',
  );
  return new Map(rows.map(({ kind, n }) => [kind, n]));
}

/** The alarms that stand, with the account or enterprise (`enterprisePlace`) that each is of. */
export async function placedAlarms(db: Queryable): Promise<readonly (Alarm & { readonly place: string })[]> {
  const { rows } = await db.query<{ account: string; kind: string; message: string; raised_at: Date }>(
    'select account, kind, message, raised_at from alarms where cleared_at is null order by raised_at',
  );
  return rows.map(({ account, kind, message, raised_at }) => ({ place: account, kind, message, raisedAt: raised_at }));
}

/** The alarms that stand, of these places or of all, the oldest first. */
export async function openAlarms(db: Queryable, places?: readonly string[]): Promise<readonly Alarm[]> {
  const { rows } = await db.query<{ kind: string; message: string; raised_at: Date }>(
    `select kind, message, raised_at from alarms
      where cleared_at is null and ($1::text[] is null or account = any ($1)) order by raised_at`,
    [places ?? null],
  );
  return rows.map(({ kind, message, raised_at }) => ({ kind, message, raisedAt: raised_at }));
}
