import type pg from 'pg';

/** Notes that a channel belongs to a call. A channel keeps the call it was first found for. */
export async function addLeg(
  client: pg.PoolClient,
  enterprise: string,
  uniqueId: string,
  callId: string,
): Promise<void> {
  await client.query(
    `insert into call_legs (enterprise_number, uniqueid, call_id) values ($1, $2, $3) on conflict do nothing`,
    [enterprise, uniqueId, callId],
  );
}

/** The call that a channel is a leg of; null when it is not known as one. */
export async function callOfLeg(client: pg.PoolClient, enterprise: string, uniqueId: string): Promise<string | null> {
  const { rows } = await client.query<{ call_id: string }>(
    `select call_id from call_legs where enterprise_number = $1 and uniqueid = $2`,
    [enterprise, uniqueId],
  );
  return rows[0]?.call_id ?? null;
}

/** A channel that turned out to be a call of its own is a leg no more. */
export async function forgetLeg(client: pg.PoolClient, enterprise: string, uniqueId: string): Promise<void> {
  await client.query(`delete from call_legs where enterprise_number = $1 and uniqueid = $2`, [enterprise, uniqueId]);
}
