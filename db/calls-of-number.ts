import type pg from 'pg';

/** A number whose calls are looked for: closed ones are found by it, open ones by its hash. */
export interface NumberKey {
  readonly enterprise: string;
  readonly phoneE164: string;
  readonly phoneHash: string;
}

/** How long an extension counts as one that exists, since somebody talked by it. */
const IN_USE_DAYS = 90;
/** A call that nobody answered is of interest so long. */
const MISSED_DAYS = 7;

/**
 * SQL: the first row in an order by `opened_at` of the number's calls that fit, open ones among them, which are in an index of
 * their own. $1 enterprise, $2 number, $3 its hash.
 */
function callOfNumber(columns: string, fits: string, order: 'asc' | 'desc'): string {
  const one = (which: string): string =>
    `(select ${columns}, opened_at from calls where enterprise_number = $1 and ${which} and ${fits}
       order by opened_at ${order} limit 1)`;
  return `select * from (${one('reverse(phone_e164) = reverse($2) and closed_at is not null')}
    union all ${one('phone_hash = $3 and closed_at is null')}) both_kinds order by opened_at ${order} limit 1`;
}

const SINCE = (days: string): string => `opened_at > clock_timestamp() - make_interval(days => ${days})`;

/** SQL: somebody has talked by extension $2 of enterprise $1 lately. All kinds of calls, so that the index is gone through in order. */
const isInUse = (enterprise: string, extension: string): string =>
  `exists (select from calls used
            where used.enterprise_number = ${enterprise} and used.extension = ${extension} and used.closed_at is not null
              and used.kind = any ('{1,3,5,7}') and used.opened_at > clock_timestamp() - make_interval(days => ${IN_USE_DAYS}))`;

export interface Talker {
  readonly extension: string;
  readonly isInUse: boolean;
}

/** Who talked to the number last or first, within so many days; null: nobody. Internal calls don't count. */
export async function talkerOf(
  pool: pg.Pool,
  { enterprise, phoneE164, phoneHash }: NumberKey,
  which: 'last' | 'first',
  days: number,
): Promise<Talker | null> {
  const fits = `answered and extension is not null and direction in ('incoming', 'outgoing') and ${SINCE('$4')}`;
  const { rows } = await pool.query<Talker>(
    `select extension, ${isInUse('$1', 'found.extension')} as "isInUse"
       from (${callOfNumber('extension', fits, which === 'last' ? 'desc' : 'asc')}) found`,
    [enterprise, phoneE164, phoneHash, days],
  );
  return rows[0] ?? null;
}

/** Which of these extensions somebody has talked by lately. */
export async function extensionsInUse(
  pool: pg.Pool,
  enterprise: string,
  extensions: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ extension: string }>(
    `select extension from unnest($2::text[]) as asked (extension) where ${isInUse('$1', 'asked.extension')}`,
    [enterprise, extensions],
  );
  return new Set(rows.map(({ extension }) => extension));
}

/** Was the number's last call before this one an incoming one that nobody answered? One that goes on is no last one. */
export async function wasMissed(
  pool: pg.Pool,
  { enterprise, phoneE164, phoneHash }: NumberKey,
  callId: string,
): Promise<boolean> {
  const fits = `call_id <> $4 and status = 'ended' and direction in ('incoming', 'outgoing') and ${SINCE(String(MISSED_DAYS))}`;
  const { rows } = await pool.query<{ missed: boolean }>(
    `select missed from (${callOfNumber(`direction = 'incoming' and not answered as missed`, fits, 'desc')}) last`,
    [enterprise, phoneE164, phoneHash, callId],
  );
  return rows[0]?.missed ?? false;
}
