import type pg from 'pg';
import { lockEnterprise } from './enterprise-lock.ts';
import { rowOfNumber } from './enterprise-rows.ts';
import { inTransaction } from './transaction.ts';
import { useWebhookSecret } from './webhook-secrets.ts';

/**
 * Indexes the secrets of enterprises that were stored before there was an index. Those that have a row are left alone: who
 * stores settings meanwhile has said what is current. `hashOf`: the keyed hash of a sealed secret.
 */
export async function indexWebhookSecrets(
  pool: pg.Pool,
  hashOf: (enterprise: string, sealed: string) => string,
): Promise<void> {
  const { rows } = await pool.query<{ number: string }>(
    `select number from enterprises where ${HAS_NONE} order by number`,
  );
  for (const { number } of rows) {
    await inTransaction(pool, async (client) => {
      await lockEnterprise(client, number);
      const { rowCount } = await client.query(`select 1 from enterprises where number = $1 and ${HAS_NONE}`, [number]);
      const sealed = (await rowOfNumber(client, number))?.sealed.get('uon.webhook_secret');
      if (rowCount === 1 && sealed !== undefined) await useWebhookSecret(client, number, hashOf(number, sealed));
    });
  }
}

const HAS_NONE = 'not exists (select 1 from webhook_secrets where enterprise_number = enterprises.number)';
