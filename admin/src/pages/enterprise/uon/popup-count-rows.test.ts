import { expect, it } from 'vitest';
import { NO_POPUPS } from '../../../../../domain/popup-counts.ts';
import { countRows, hasPopups } from './popup-count-rows.ts';

const since = '2026-01-15T00:00:00.000Z';

it('late and opened are parts of the delivered, the others of all', () => {
  const enriched = { delivered: 8, late: 2, dropped: 1, over: 1, unclear: 0, refused: 10, opened: 4 };
  const rows = countRows({ since, variants: { enriched, basic: NO_POPUPS } });
  expect(rows.map(({ name, enriched: { count, share } }) => [name, count, share])).toEqual([
    ['all', 20, null],
    ['delivered', 8, 40],
    ['late', 2, 25],
    ['opened', 4, 50],
    ['dropped', 1, 5],
    ['over', 1, 5],
    ['unclear', 0, 0],
    ['refused', 10, 50],
  ]);
  expect(rows.map(({ basic }) => basic)).toEqual(rows.map(() => ({ count: 0, share: null })));
});

it('there is nothing to show where there was no popup', () => {
  const variants = { enriched: NO_POPUPS, basic: NO_POPUPS };
  expect(hasPopups({ since, variants })).toBe(false);
  expect(hasPopups({ since, variants: { ...variants, basic: { ...NO_POPUPS, over: 1 } } })).toBe(true);
});
