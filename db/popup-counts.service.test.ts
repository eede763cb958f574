import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { notePopupOpened, popupCounts } from './popup-counts.ts';
import { claimPopup, dropPopup, markPopup, type PopupMark } from './popups.ts';

let pool: pg.Pool;
withTestPool((opened) => void (pool = opened), { max: 2 });

const NO_POPUPS = { delivered: 0, late: 0, dropped: 0, over: 0, unclear: 0, refused: 0, opened: 0 };
const since = () => new Date(Date.now() - 60_000);
const newKey = (enterprise = '0367') => ({ enterprise, callId: randomUUID(), managerId: '2' });

async function settled(state: PopupMark, variant: string, agoMs: number, enterprise?: string) {
  const [key, sender] = [newKey(enterprise), randomUUID()];
  await claimPopup(pool, key, { variant, sender, eventAtMs: Date.now() - agoMs, rest: 0 });
  await markPopup(pool, key, sender, state);
  return key;
}

test('popups are counted by variant, the late ones among the delivered, and each opening once', async () => {
  expect(await popupCounts(pool, '0367', since())).toEqual({ basic: NO_POPUPS, enriched: NO_POPUPS });
  const opened = await settled('sent', 'enriched', 100);
  await settled('sent', 'enriched', 5_000);
  await settled('sent', 'enriched', 7_000);
  await settled('unclear', 'basic', 0);
  await settled('refused', 'basic', 0);
  await settled('sent', 'basic', 0, '0368');
  for (const why of ['late', 'late', 'over'] as const)
    await dropPopup(pool, newKey(), { variant: 'basic', why, eventAtMs: Date.now() - 31_000 });
  const old = await settled('sent', 'basic', 0);
  await pool.query(`update popups set claimed_at = claimed_at - interval '2 minutes' where call_id = $1`, [old.callId]);

  expect(await notePopupOpened(pool, opened)).toEqual({ variant: 'enriched', isFirst: true });
  expect(await notePopupOpened(pool, opened)).toEqual({ variant: 'enriched', isFirst: false });
  expect(await notePopupOpened(pool, newKey())).toBeNull();
  expect(await popupCounts(pool, '0367', since())).toEqual({
    basic: { ...NO_POPUPS, dropped: 2, over: 1, unclear: 1, refused: 1 },
    enriched: { ...NO_POPUPS, delivered: 3, late: 1, opened: 1 },
  });
});
