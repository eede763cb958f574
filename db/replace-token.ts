import type pg from 'pg';
import { writeAudit } from './admin-audit.ts';
import { lockEnterprise } from './enterprise-lock.ts';
import { rowOfNumber } from './enterprise-rows.ts';
import { inTransaction } from './transaction.ts';

interface Replacement {
  readonly number: string;
  readonly tokenHash: string;
  /** May refuse the edition that stands (null: there is no such enterprise) by throwing. */
  readonly check: (edition: string | null) => void;
  readonly actor: string;
}

/** Gives an enterprise's PBX another token, and says which edition the settings are now. Null where there is no such enterprise. */
export function replaceToken(pool: pg.Pool, { number, tokenHash, check, actor }: Replacement) {
  return inTransaction(pool, async (client): Promise<{ edition: string } | null> => {
    await lockEnterprise(client, number);
    const standing = await rowOfNumber(client, number);
    check(standing?.edition ?? null);
    if (!standing) return null;
    const sql = 'update enterprises set token_hash = $2, updated_at = clock_timestamp() where number = $1';
    await client.query(sql, [number, tokenHash]);
    await writeAudit(client, { actor, action: 'pbx-token-changed', subject: number });
    const { edition = '' } = (await rowOfNumber(client, number)) ?? {};
    return { edition };
  });
}
