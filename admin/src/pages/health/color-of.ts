import type { Series } from './charts.ts';

/** A line of at least 3:1 on the ground of either scheme. */
export function colorOf(color: Series['color']): string {
  return `var(--health-${color})`;
}
