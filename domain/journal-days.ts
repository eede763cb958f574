import { pbxTimeToEpochMs } from './pbx-time.ts';

/** Days of a zone, both included, as instants: from the one up to, and without, the other (epoch ms; null: without end). */
export function daysBetween(
  { from, to }: { readonly from?: string; readonly to?: string },
  timezone: string,
): { readonly fromMs: number | null; readonly toMs: number | null } {
  return {
    fromMs: from === undefined ? null : startOf(from, timezone),
    toMs: to === undefined ? null : startOf(dayAfter(to), timezone),
  };
}

function startOf(day: string, timezone: string): number | null {
  return pbxTimeToEpochMs(`${day} 00:00:00`, timezone);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
