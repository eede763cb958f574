import type pg from 'pg';
import type { FinishedCall } from '../domain/finished-call.ts';
import type { NewRecovery, RecoveryKind, StoredRecovery } from './recoveries.ts';
import { inTransaction } from './transaction.ts';

/** A call of a recovery as it is stored: understood, or broken. */
export type NewRecoveryCall =
  | { readonly call: FinishedCall; readonly numberKey: string; readonly startedAt: Date }
  | { readonly callId: string | null; readonly field: string; readonly reason: string };

/**
 * Stores a recovery, portion by portion, in one transaction: durable once this returns. The same calls again, while an earlier
 * recovery of them is under way or has done them, are that one. Whatever `portions` throws undoes all.
 *
 * @param contentHash asked when all portions are stored
 */
export async function storeRecovery(
  pool: pg.Pool,
  { enterprise, kind }: NewRecovery,
  portions: AsyncIterable<readonly NewRecoveryCall[]>,
  contentHash: () => Buffer,
): Promise<{ readonly recovery: StoredRecovery; readonly isNew: boolean }> {
  const stored = await inTransaction(pool, async (tx) => {
    const id = await insertHead(tx, enterprise, kind);
    let total = 0;
    for await (const calls of portions) {
      await insertCalls(tx, id, total, calls);
      total += calls.length;
    }
    const hash = contentHash();
    const same = await sameBefore(tx, { enterprise, kind }, hash);
    if (same !== null) throw new SameBefore(same);
    await tx.query('update recoveries set content_hash = $2, total = $3 where id = $1', [id, hash, total]);
    return { id, isNew: true };
  }).catch((error: unknown) => {
    if (error instanceof SameBefore) return { id: error.id, isNew: false };
    throw error;
  });
  return { recovery: { id: stored.id, enterprise, kind }, isNew: stored.isNew };
}

/** Takes the transaction back: the same calls were sent before. */
class SameBefore extends Error {
  override readonly name = 'SameBefore';
  readonly id: string;
  constructor(id: string) {
    super('The same calls were sent before');
    this.id = id;
  }
}

async function insertHead(tx: pg.PoolClient, enterprise: string, kind: RecoveryKind): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into recoveries (enterprise_number, kind, content_hash, total) values ($1, $2, '', 0) returning id`,
    [enterprise, kind],
  );
  const [row] = rows;
  if (!row) throw new Error('insert gave no row');
  return row.id;
}

async function insertCalls(
  tx: pg.PoolClient,
  id: string,
  from: number,
  calls: readonly NewRecoveryCall[],
): Promise<void> {
  const rows = calls.map((one, index) =>
    'call' in one
      ? {
          position: from + index,
          call_id: one.call.callId,
          number_key: one.numberKey,
          call: one.call,
          started_at: one.startedAt,
          state: 'waiting',
        }
      : {
          position: from + index,
          call_id: one.callId,
          number_key: '',
          field: one.field,
          reason: one.reason,
          state: 'failed',
        },
  );
  await tx.query(
    `insert into recovery_calls (recovery_id, position, call_id, number_key, call, started_at, state, field, reason)
     select $1, position, call_id, number_key, call, started_at, state, field, reason
       from json_to_recordset($2) as r (position integer, call_id text, number_key text, call json, started_at timestamptz,
                                        state text, field text, reason text)`,
    [id, JSON.stringify(rows)],
  );
}

/** A recovery of the same calls that is under way, or did all of them that could be understood. */
async function sameBefore(tx: pg.PoolClient, { enterprise, kind }: NewRecovery, hash: Buffer): Promise<string | null> {
  // Two of the same at once are looked at one after the other.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('recoveries/' || $1::text, 0))`, [enterprise]);
  const { rows } = await tx.query<{ id: string }>(
    `select id from recoveries r
      where enterprise_number = $1 and kind = $2 and content_hash = $3 and cancelled_at is null
        and (ended_at is null or not exists (
          select from recovery_calls c where c.recovery_id = r.id and c.state = 'failed' and c.field is null))
      order by created_at limit 1`,
    [enterprise, kind, hash],
  );
  return rows[0]?.id ?? null;
}
