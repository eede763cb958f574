import type pg from 'pg';
import type { CallSnapshot } from '../domain/journal.ts';
import type { NumberOfRecovery, TakenCall } from './take-calls.ts';
import { inTransaction } from './transaction.ts';

/** How a call of a recovery ended. */
export interface EndedCall {
  readonly position: number;
  /** Why it failed; null where all was done. */
  readonly failed: string | null;
  readonly journal: TakenCall['journal'];
  readonly snapshot: Omit<CallSnapshot, 'version'>;
}

/** Ends taken calls and writes their journals; again it changes nothing. Gives back how many it ended. */
export async function endCalls(
  pool: pg.Pool,
  { id, enterprise }: Pick<NumberOfRecovery, 'id' | 'enterprise'>,
  ended: readonly EndedCall[],
): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ position: number }>(
      `update recovery_calls r set state = case when e.failed is null then 'done' else 'failed' end, reason = e.failed
         from unnest($2::integer[], $3::text[]) as e (position, failed)
        where r.recovery_id = $1 and r.position = e.position and r.state = 'taken'
       returning r.position`,
      [id, ended.map(({ position }) => position), ended.map(({ failed }) => failed)],
    );
    const news = new Set(rows.map(({ position }) => position));
    const journals = ended.filter(({ position }) => news.has(position));
    await writeWhole(
      tx,
      enterprise,
      journals.filter(({ journal }) => journal === 'whole'),
    );
    await addLines(
      tx,
      enterprise,
      journals.filter(({ journal }) => journal === 'lines'),
    );
    return news.size;
  });
}

/** What came too late while the call was worked on stays in its journal. One that failed may be sent again. */
async function writeWhole(tx: pg.PoolClient, enterprise: string, ended: readonly EndedCall[]): Promise<void> {
  const rows = ended.map(({ failed, snapshot }) => ({
    ...{ call_id: snapshot.callId, recovered: failed === null ? 'done' : 'claimed', direction: snapshot.direction },
    ...{ answered: snapshot.answered, phone_e164: snapshot.phoneE164, line: snapshot.line },
    ...{ extension: snapshot.extension, manager_id: snapshot.managerId, client_id: snapshot.clientId },
    ...{ lead_id: snapshot.leadId, duration_s: snapshot.durationS, steps: snapshot.steps },
  }));
  await tx.query(
    `update calls c
        set version = c.version + 1, recovered = r.recovered, direction = r.direction, answered = r.answered,
            phone_e164 = r.phone_e164, line = r.line, extension = r.extension, manager_id = r.manager_id,
            client_id = r.client_id, lead_id = r.lead_id, duration_s = r.duration_s, closed_at = clock_timestamp(),
            steps = r.steps || coalesce((select jsonb_agg(step) from jsonb_array_elements(c.steps) as step
                                          where step ->> 'status' = 'late'), '[]')
       from json_to_recordset($2) as r (call_id text, recovered text, direction text, answered boolean, phone_e164 text,
                                        line text, extension text, manager_id text, client_id text, lead_id text,
                                        duration_s integer, steps jsonb)
      where c.enterprise_number = $1 and c.call_id = r.call_id and c.recovered is not null`,
    [enterprise, JSON.stringify(rows)],
  );
}

/** To the journal of a live call that is closed. */
async function addLines(tx: pg.PoolClient, enterprise: string, ended: readonly EndedCall[]): Promise<void> {
  const rows = ended.map(({ snapshot }) => ({ call_id: snapshot.callId, steps: snapshot.steps }));
  await tx.query(
    `update calls c set steps = c.steps || r.steps
       from json_to_recordset($2) as r (call_id text, steps jsonb)
      where c.enterprise_number = $1 and c.call_id = r.call_id and c.closed_at is not null`,
    [enterprise, JSON.stringify(rows)],
  );
}
