import { NO_POPUPS, type PopupCounts } from '../../../../../domain/popup-counts.ts';
import type { PopupCountsAnswer } from '../../../api/popup-counts.ts';

/** A count, and what part that is, in per cent; null where there is nothing that it could be a part of. */
export interface Counted {
  readonly count: number;
  readonly share: number | null;
}

export interface CountRow {
  readonly name: 'all' | 'delivered' | 'late' | 'opened' | 'dropped' | 'over' | 'unclear' | 'refused';
  readonly enriched: Counted;
  readonly basic: Counted;
}

/** Late and opened are parts of those that were delivered, the others of all. */
export function countRows({ variants }: PopupCountsAnswer): readonly CountRow[] {
  const row = (name: CountRow['name'], counted: (counts: PopupCounts) => Counted): CountRow => ({
    ...{ name, enriched: counted(variants.enriched ?? NO_POPUPS), basic: counted(variants.basic ?? NO_POPUPS) },
  });
  return [
    row('all', (counts) => ({ count: allOf(counts), share: null })),
    row('delivered', (counts) => part(counts.delivered, allOf(counts))),
    row('late', ({ late, delivered }) => part(late, delivered)),
    row('opened', ({ opened, delivered }) => part(opened, delivered)),
    row('dropped', (counts) => part(counts.dropped, allOf(counts))),
    row('over', (counts) => part(counts.over, allOf(counts))),
    row('unclear', (counts) => part(counts.unclear, allOf(counts))),
    row('refused', (counts) => part(counts.refused, allOf(counts))),
  ];
}

export function hasPopups({ variants }: PopupCountsAnswer): boolean {
  return Object.values(variants).some((counts) => allOf(counts) > 0);
}

function allOf({ delivered, dropped, over, unclear, refused }: PopupCounts): number {
  return delivered + dropped + over + unclear + refused;
}

function part(count: number, of: number): Counted {
  return { count, share: of === 0 ? null : Math.round((100 * count) / of) };
}
