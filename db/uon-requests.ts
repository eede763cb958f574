import type pg from 'pg';
import type { LoggedRequest } from '../domain/logged-request.ts';
import { NOTICE_PREFIX } from '../domain/notice.ts';

/** So many are written at once. */
export const REQUESTS_AT_ONCE = 500;

/**
 * Writes requests into the log: those of calls that we know and have not forgotten, and of notices; others (a directory read
 * anew, a webhook followed) are nobody's story and are left out.
 */
export async function saveRequests(pool: pg.Pool, requests: readonly LoggedRequest[]): Promise<void> {
  const rows = requests.map(({ enterprise, callId, atMs, httpMethod, isCut, tookMs, ...rest }) => ({
    ...{ enterprise_number: enterprise, call_id: callId, at: new Date(atMs).toISOString() },
    ...{ http_method: httpMethod, is_cut: isCut, took_ms: tookMs },
    ...rest,
  }));
  await pool.query(
    `insert into uon_requests (enterprise_number, call_id, at, http_method, method, path, parameters, outcome, status, code,
                               answer, is_cut, took_ms, attempt)
     select enterprise_number, call_id, at, http_method, method, path, parameters, outcome, status, code,
            answer, is_cut, took_ms, attempt
       from json_to_recordset($1) as r (enterprise_number text, call_id text, at timestamptz, http_method text, method text,
                                        path text, parameters json, outcome text, status integer, code text, answer json,
                                        is_cut boolean, took_ms integer, attempt integer)
      where starts_with(call_id, '${NOTICE_PREFIX}')
         or exists (select from calls c where c.enterprise_number = r.enterprise_number and c.call_id = r.call_id
                                          and c.forgotten_at is null)`,
    [JSON.stringify(rows)],
  );
}

/** Those of a call, oldest first: `most` at most. */
export async function requestsOfCall(
  pool: pg.Pool,
  enterprise: string,
  callId: string,
  most: number,
): Promise<readonly LoggedRequest[]> {
  const { rows } = await pool.query<LoggedRequest>(
    `select enterprise_number as enterprise, call_id as "callId", extract(epoch from at)::float8 * 1000 as "atMs",
            http_method as "httpMethod", method, path, parameters, outcome, status, code, answer, is_cut as "isCut",
            took_ms as "tookMs", attempt
       from uon_requests where enterprise_number = $1 and call_id = $2 order by at, id limit $3`,
    [enterprise, callId, most],
  );
  return rows;
}
