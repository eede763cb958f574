import type pg from 'pg';
import type { LeadSummary, RequestSummary } from '../domain/client-lists.ts';
import type { Client } from '../domain/uon-shapes.ts';
import { SHOWN_FOR_S } from './client-lists.ts';
import type { Customer } from './customers.ts';
import type { ProfileTtl } from './profiles.ts';

/** A caller's number: closed calls are found by it, open ones by its hash. */
export interface CallerKey {
  readonly enterprise: string;
  readonly phoneE164: string;
  readonly phoneHash: string;
  /** The call that is about to ring, which is none of his earlier ones. */
  readonly callId: string;
  /** Null where U-ON is switched off: then no profile is found. */
  readonly account: string | null;
}

export interface Talk {
  readonly which: 'last' | 'first';
  readonly days: number;
}

export interface StoredCaller {
  /** What U-ON said last; lists as far as they were read within a day. Null where it was never asked. */
  readonly profile: {
    /** Null: U-ON knew none. */
    readonly client: Client | null;
    readonly isFresh: boolean;
    readonly leads: readonly LeadSummary[] | null;
    readonly requests: readonly RequestSummary[] | null;
  } | null;
  readonly customer: Omit<Customer, 'phone_e164' | 'meta'> | null;
  /** The number's last call came in, and nobody answered it. */
  readonly wasMissed: boolean;
  /** Who talked to the number, in the order of the question; internal calls don't count. */
  readonly talkers: readonly { readonly extension: string | null; readonly isInUse: boolean }[];
  /** Which of the extensions that were asked for somebody has talked by lately. */
  readonly inUse: readonly string[];
}

/** How long an extension counts as one that exists, since somebody talked by it. */
const IN_USE_DAYS = 90;
/** A call that nobody answered is of interest so long. */
const MISSED_DAYS = 7;

/**
 * All that is stored of a caller, by one question: six at once took as many connections, which on a busy machine made some wait for
 * a second.
 */
export async function storedCaller(
  pool: pg.Pool,
  key: CallerKey,
  wanted: { readonly talks: readonly Talk[]; readonly extensions: readonly string[]; readonly ttl: ProfileTtl },
): Promise<StoredCaller> {
  const { enterprise, phoneE164, phoneHash, callId, account } = key;
  const { talks, extensions, ttl } = wanted;
  const { rows } = await pool.query<StoredCaller>(FACTS, [
    ...[enterprise, phoneE164, phoneHash, callId, account, ttl.profile_s, ttl.negative_s],
    ...[talks.map(({ which }) => which), talks.map(({ days }) => days), extensions],
  ]);
  const [row] = rows;
  if (!row) throw new Error('a question without a table has one row');
  return row;
}

const since = (interval: string): string => `opened_at > clock_timestamp() - make_interval(${interval})`;

/** The first of the number's calls that fit, in an order by `opened_at`; open ones have an index of their own. */
function callOfNumber(columns: string, fits: string, order: 'asc' | 'desc'): string {
  const one = (which: string): string =>
    `(select ${columns}, opened_at from calls where enterprise_number = $1 and ${which} and ${fits}
       order by opened_at ${order} limit 1)`;
  return `select * from (${one('reverse(phone_e164) = reverse($2) and closed_at is not null')}
    union all ${one('phone_hash = $3 and closed_at is null')}) of_both order by opened_at ${order} limit 1`;
}

/** The kinds of calls that somebody answered, so that the index by extension is gone through in the order of time. */
const isInUse = (extension: string): string =>
  `exists (select from calls used where used.enterprise_number = $1 and used.extension = ${extension}
     and used.closed_at is not null and used.kind = any ('{1,3,5,7}') and used.${since(`days => ${IN_USE_DAYS}`)})`;

const TALKED = `answered and extension is not null and direction in ('incoming', 'outgoing') and ${since('days => talk.days')}`;

const LISTED = (kind: string): string =>
  `(select l.rows from client_lists l where l.enterprise_number = $1 and l.account = $5
     and l.client_id = p.client ->> 'id' and l.kind = '${kind}'
     and l.fetched_at > clock_timestamp() - make_interval(secs => ${SHOWN_FOR_S}))`;

const FACTS = `select
  (select json_build_object('client', p.client, 'leads', ${LISTED('leads')}, 'requests', ${LISTED('requests')},
     'isFresh', p.fetched_at > clock_timestamp() - make_interval(
       secs => case when p.client is null then $7::float8 else $6::float8 end))
     from profiles p where p.enterprise_number = $1 and p.account = $5 and p.phone_e164 = $2) as profile,
  (select json_build_object('last_name', last_name, 'first_name', first_name, 'middle_name', middle_name, 'company', company)
     from customers where enterprise_number = $1 and phone_e164 = $2) as customer,
  coalesce((select missed from (${callOfNumber(
    `direction = 'incoming' and not answered as missed`,
    `call_id <> $4 and status = 'ended' and direction in ('incoming', 'outgoing') and ${since(`days => ${MISSED_DAYS}`)}`,
    'desc',
  )}) last_call), false) as "wasMissed",
  coalesce((select json_agg(json_build_object('extension', talker.extension, 'isInUse', ${isInUse('talker.extension')})
                            order by talk.n)
     from unnest($8::text[], $9::integer[]) with ordinality as talk (which, days, n)
     left join lateral (
       (${callOfNumber('extension', `talk.which = 'last' and ${TALKED}`, 'desc')}) union all
       (${callOfNumber('extension', `talk.which = 'first' and ${TALKED}`, 'asc')})) talker on true), '[]') as talkers,
  array(select extension from unnest($10::text[]) as asked (extension) where ${isInUse('asked.extension')}) as "inUse"`;
