import type pg from 'pg';

/** Ids of the clients whom U-ON has told under a number, the one told of last first. */
export async function uonIdsOfNumber(pool: pg.Pool, enterprise: string, phoneE164: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from customers, jsonb_array_elements_text(meta -> 'ids' -> 'uon') with ordinality as told (id, place)
      where enterprise_number = $1 and phone_e164 = $2 and jsonb_typeof(meta -> 'ids' -> 'uon') = 'array'
      order by place desc`,
    [enterprise, phoneE164],
  );
  return rows.map(({ id }) => id);
}
