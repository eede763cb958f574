import type pg from 'pg';
import type { SmartSettings } from '../domain/settings.ts';
import type { ChainStep } from '../domain/smart/chain.ts';
import type { DecisionReason, DecisionSource } from '../domain/smart/words.ts';
import { OF_ITS_CHANNELS } from './call-channels.ts';

/** What a PBX was told of a caller, and why. */
export interface LoggedDecision {
  readonly enterprise: string;
  readonly uniqueid: string;
  readonly atMs: number;
  /** Null where the number is hidden, or none. */
  readonly phoneHash: string | null;
  readonly line: string | null;
  readonly mode: SmartSettings['mode'];
  readonly wantsDialplan: boolean;
  readonly hasName: boolean;
  readonly extension: string | null;
  readonly reason: DecisionReason;
  readonly chain: readonly ChainStep[];
  readonly source: DecisionSource;
  readonly tookMs: number;
}

/** So many are written at once. */
export const DECISIONS_AT_ONCE = 500;

export async function saveDecisions(pool: pg.Pool, decisions: readonly LoggedDecision[]): Promise<void> {
  const rows = decisions.map(({ enterprise, atMs, phoneHash, wantsDialplan, hasName, tookMs, ...rest }) => ({
    ...{ enterprise_number: enterprise, at: new Date(atMs).toISOString(), phone_hash: phoneHash },
    ...{ wants_dialplan: wantsDialplan, has_name: hasName, took_ms: tookMs },
    ...rest,
  }));
  await pool.query(
    `insert into smart_decisions (enterprise_number, uniqueid, at, phone_hash, line, mode, wants_dialplan, has_name, extension,
                                  reason, chain, source, took_ms)
     select enterprise_number, uniqueid, at, phone_hash, line, mode, wants_dialplan, has_name, extension, reason, chain, source,
            took_ms
       from json_to_recordset($1) as d (enterprise_number text, uniqueid text, at timestamptz, phone_hash text, line text,
                                        mode text, wants_dialplan boolean, has_name boolean, extension text, reason text,
                                        chain json, source text, took_ms integer)`,
    [JSON.stringify(rows)],
  );
}

/** A PBX that asks without end must not make an answer without end. */
const MOST = 50;

/** Those of a call and its legs, oldest first. */
export async function decisionsOfCall(
  pool: pg.Pool,
  enterprise: string,
  callId: string,
): Promise<readonly LoggedDecision[]> {
  const { rows } = await pool.query<LoggedDecision>(
    `select enterprise_number as enterprise, uniqueid, extract(epoch from at)::float8 * 1000 as "atMs",
            phone_hash as "phoneHash", line, mode, wants_dialplan as "wantsDialplan", has_name as "hasName", extension,
            reason, chain, source, took_ms as "tookMs"
       from smart_decisions where enterprise_number = $1 and ${OF_ITS_CHANNELS} order by at, id limit ${MOST}`,
    [enterprise, callId],
  );
  return rows;
}
