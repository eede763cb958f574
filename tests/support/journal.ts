import type pg from 'pg';

export interface StoredCall {
  readonly callId: string;
  readonly openedAt: string;
  readonly isClosed?: boolean;
  readonly status?: string;
  readonly direction?: string | null;
  readonly answered?: boolean;
  readonly phone?: string | null;
  readonly extension?: string;
  readonly managerId?: string;
  readonly durationS?: number;
  readonly steps?: readonly object[];
  readonly isForgotten?: boolean;
}

/** Puts calls into the journal as if they had been. */
export async function addCalls(pool: pg.Pool, enterprise: string, calls: readonly StoredCall[]): Promise<void> {
  for (const call of calls) {
    const { isClosed = true, status = isClosed ? 'ended' : 'ringing', phone = '+375291112233' } = call;
    await pool.query(
      `insert into calls (enterprise_number, call_id, opened_at, closed_at, version, status, direction, answered, phone_e164,
                          extension, manager_id, duration_s, steps, forgotten_at)
       values ($1, $2, $3, case when $4 then clock_timestamp() end, 1, $5, $6, $7, $8, $9, $10, $11, $12,
               case when $13 then clock_timestamp() end)`,
      [
        ...[enterprise, call.callId, call.openedAt, isClosed, status],
        ...[call.direction === undefined ? 'incoming' : call.direction, call.answered ?? false, phone],
        ...[call.extension ?? null, call.managerId ?? null, call.durationS ?? null, JSON.stringify(call.steps ?? [])],
        call.isForgotten ?? false,
      ],
    );
  }
}
