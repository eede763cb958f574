import type pg from 'pg';

/** What may be forgotten of U-ON's answers, since it changed there. */
export const DROP = {
  phone: (phoneE164: string): string => `phone:${phoneE164}`,
  client: (clientId: string): string => `client:${clientId}`,
  lead: (leadId: string): string => `lead:${leadId}`,
  leadsOf: (clientId: string): string => `leads:${clientId}`,
  allLeads: 'leads',
} as const;

/**
 * Answers to questions that were asked before now are not kept any more where they tell of these. In a transaction, before what was
 * kept of them is removed.
 */
export async function noteDrops(tx: pg.PoolClient, enterprise: string, what: readonly string[]): Promise<void> {
  await tx.query('select note_drops($1, $2)', [enterprise, what]);
}

/** The database's clock: when a question to U-ON is asked, by which its answer is kept or not. */
export async function askedNow(db: Pick<pg.Pool, 'query'>): Promise<Date> {
  const { rows } = await db.query<{ now: Date }>('select clock_timestamp() as now');
  const [row] = rows;
  if (!row) throw new Error('the database has a clock');
  return row.now;
}
