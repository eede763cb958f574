import { epochMsToPbxTime } from './pbx-time.ts';
import type { WorkingHours } from './settings/working-hours.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Is this moment (epoch ms) within the hours by the clocks of the zone? Their end is outside. */
export function isWithinHours(epochMs: number, hours: WorkingHours, zone: string): boolean {
  const { day, timeMs } = wallClock(epochMs, zone);
  return hours.days.includes(isoDay(day)) && timeMs >= msOf(hours.from) && timeMs < msOf(hours.to);
}

/**
 * The moment itself where it is within the hours, else when they next begin; epoch ms. Hours that would begin at a time which
 * the clocks leap over begin with the first hour after it.
 */
export function withinHours(epochMs: number, hours: WorkingHours, zone: string): number {
  let at = epochMs;
  while (!isWithinHours(at, hours, zone)) at = towardsOpening(at, hours, zone);
  return at;
}

/**
 * The next opening as the clocks count. Were they put back on the way, it is still to come; were they put forward, it was an
 * hour ago, unless that is the hour they leapt over.
 */
function towardsOpening(epochMs: number, hours: WorkingHours, zone: string): number {
  const { day, timeMs } = wallClock(epochMs, zone);
  const openings = Array.from({ length: 8 }, (_, ahead) => day + ahead * DAY_MS)
    .filter((date) => hours.days.includes(isoDay(date)))
    .map((date) => date + msOf(hours.from));
  const now = day + timeMs;
  const opening = openings.find((each) => each > now) ?? now + DAY_MS;
  const reached = epochMs + opening - now;
  const late = wallClock(reached, zone);
  const earlier = reached - Math.max(0, late.day + late.timeMs - opening);
  return earlier > epochMs && isWithinHours(earlier, hours, zone) ? earlier : reached;
}

/** What the clocks show: midnight of the date and the time since, as if the zone were UTC. */
function wallClock(epochMs: number, zone: string): { readonly day: number; readonly timeMs: number } {
  const wall = Date.parse(`${epochMsToPbxTime(epochMs, zone).replace(' ', 'T')}Z`);
  const timeMs = wall % DAY_MS;
  return { day: wall - timeMs, timeMs: timeMs + (epochMs % 1000) };
}

/** Monday is 1. The first of January 1970 was a Thursday. */
function isoDay(day: number): number {
  return ((day / DAY_MS + 3) % 7) + 1;
}

/** `09:00` in ms since midnight. */
function msOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour * 60 + minute) * MINUTE_MS;
}
