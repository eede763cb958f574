import type pg from 'pg';
import { expect, it } from 'vitest';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { readAudit, writeAudit, type AuditEntry } from './admin-audit.ts';

let pool: pg.Pool;
withTestPool((opened) => void (pool = opened));

it('the newest of many entries come first, page by page, each once', async () => {
  for (let n = 1; n <= 120; n += 1)
    await writeAudit(pool, { actor: 'anna@example.com', action: 'logged-in', subject: `${n}` });
  const seen: string[] = [];
  let before: string | null = null;
  for (;;) {
    const page: readonly AuditEntry[] = await readAudit(pool, { before, most: 50 });
    seen.push(...page.map(({ subject }) => subject));
    before = page.at(-1)?.id ?? null;
    if (page.length < 50) break;
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => String(120 - index)));
});
