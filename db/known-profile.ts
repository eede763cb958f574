import type pg from 'pg';
import type { LeadSummary, RequestSummary } from '../domain/client-lists.ts';
import type { Client } from '../domain/uon-shapes.ts';
import type { ProfileKey, ProfileTtl } from './profiles.ts';

/** A list as it was last read, and whether it is still believed. */
export interface KnownList<Row> {
  readonly rows: readonly Row[];
  readonly isFresh: boolean;
}

/** What is kept of a number and its client, however old it is. */
export interface KnownProfile {
  /** Null: U-ON knew none. */
  readonly client: Client | null;
  readonly isFresh: boolean;
  /** When the client was read. */
  readonly fetchedAt: Date;
  readonly leads: KnownList<LeadSummary> | null;
  readonly requests: KnownList<RequestSummary> | null;
}

interface Row {
  readonly client: Client | null;
  readonly is_fresh: boolean;
  readonly fetched_at: Date;
  readonly leads: LeadSummary[] | null;
  readonly leads_are_fresh: boolean;
  readonly requests: RequestSummary[] | null;
  readonly requests_are_fresh: boolean;
}

/** What is kept of a number, fresh or not, by one question; null where nothing is. */
export async function knownProfile(pool: pg.Pool, key: ProfileKey, ttl: ProfileTtl): Promise<KnownProfile | null> {
  const { rows } = await pool.query<Row>(
    `select p.client, p.fetched_at, l.rows as leads, r.rows as requests,
            p.fetched_at > case when p.client is null then believed.none_since else believed.since end as is_fresh,
            coalesce(l.fetched_at > believed.since, false) as leads_are_fresh,
            coalesce(r.fetched_at > believed.since, false) as requests_are_fresh
       from profiles p
       cross join lateral (select clock_timestamp() - make_interval(secs => $4) as since,
                                  clock_timestamp() - make_interval(secs => $5) as none_since) believed
       left join client_lists l on l.enterprise_number = p.enterprise_number and l.account = p.account
                               and l.client_id = p.client ->> 'id' and l.kind = 'leads'
       left join client_lists r on r.enterprise_number = p.enterprise_number and r.account = p.account
                               and r.client_id = p.client ->> 'id' and r.kind = 'requests'
      where p.enterprise_number = $1 and p.account = $2 and p.phone_e164 = $3`,
    [key.enterprise, key.account, key.phoneE164, ttl.profile_s, ttl.negative_s],
  );
  const [row] = rows;
  return row ? known(row) : null;
}

function known(row: Row): KnownProfile {
  return {
    client: row.client,
    isFresh: row.is_fresh,
    fetchedAt: row.fetched_at,
    leads: row.leads && { rows: row.leads, isFresh: row.leads_are_fresh },
    requests: row.requests && { rows: row.requests, isFresh: row.requests_are_fresh },
  };
}

/** A manager of the account as its list was last read; null where it is not in it. */
export async function knownManager(pool: pg.Pool, account: string, managerId: string): Promise<string | null> {
  const { rows } = await pool.query<{ surname: string; name: string }>(
    `select manager ->> 'surname' as surname, manager ->> 'name' as name
       from directories, jsonb_array_elements(rows) as manager
      where account = $1 and kind = 'managers' and manager ->> 'id' = $2`,
    [account, managerId],
  );
  const [row] = rows;
  return row ? [row.surname, row.name].filter((part) => part !== '').join(' ') || null : null;
}
