import type pg from 'pg';
import { enterprisePlace, TELEGRAM_ALARMS, type TelegramAlarm } from '../domain/alarms.ts';
import { raiseAlarm } from './alarms.ts';

type Queryable = Pick<pg.Pool, 'query'>;

/** `enterprisePlace` in SQL. */
export function placedBy(column: string): string {
  return `'${enterprisePlace('')}' || ${column}`;
}

/** Calls of the enterprise are told no more until it is released: the alarm that stands is what stops them. True: it is new. */
export function stopTelegram(db: Queryable, enterprise: string, kind: TelegramAlarm): Promise<boolean> {
  return raiseAlarm(db, enterprisePlace(enterprise), kind);
}

/** Whatever was wrong is mended, or is tried anew, and what waits is told at once: true where it was stopped. */
export async function releaseTelegram(db: Queryable, enterprise: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update alarms set cleared_at = clock_timestamp() where account = $1 and kind = any ($2) and cleared_at is null`,
    [enterprisePlace(enterprise), TELEGRAM_ALARMS],
  );
  if (rowCount === 0) return false;
  await db.query('delete from telegram_watch where enterprise_number = $1', [enterprise]);
  return true;
}

export async function isTelegramStopped(db: Queryable, enterprise: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from alarms where account = $1 and kind = any ($2) and cleared_at is null limit 1`,
    [enterprisePlace(enterprise), TELEGRAM_ALARMS],
  );
  return (rowCount ?? 0) > 0;
}
