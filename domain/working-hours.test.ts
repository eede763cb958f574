import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { epochMsToPbxTime, pbxTimeToEpochMs } from './pbx-time.ts';
import { isWithinHours, withinHours } from './working-hours.ts';

const WEEK = [1, 2, 3, 4, 5];
const ALL_DAYS = [...WEEK, 6, 7];
const OFFICE = { days: WEEK, from: '09:00', to: '18:00' };

/** Times of the zone's clocks; the first of June 2026 is a Monday. */
const CASES: [what: string, zone: string, hours: typeof OFFICE, wanted: string, due: string][] = [
  ['within', 'Europe/Minsk', OFFICE, '2026-06-01 12:00:30', '2026-06-01 12:00:30'],
  ['at the beginning', 'Europe/Minsk', OFFICE, '2026-06-01 09:00:00', '2026-06-01 09:00:00'],
  ['before', 'Europe/Minsk', OFFICE, '2026-06-01 03:15:10', '2026-06-01 09:00:00'],
  ['at the end', 'Europe/Minsk', OFFICE, '2026-06-01 18:00:00', '2026-06-02 09:00:00'],
  ['after', 'Europe/Minsk', OFFICE, '2026-06-01 23:59:59', '2026-06-02 09:00:00'],
  ['at midnight', 'Europe/Minsk', OFFICE, '2026-06-02 00:00:00', '2026-06-02 09:00:00'],
  ['on Friday evening', 'Europe/Minsk', OFFICE, '2026-06-05 18:30:00', '2026-06-08 09:00:00'],
  ['on Sunday', 'Europe/Minsk', OFFICE, '2026-06-07 12:00:00', '2026-06-08 09:00:00'],
  ['with one day a week', 'Asia/Tbilisi', { ...OFFICE, days: [3] }, '2026-06-03 18:00:00', '2026-06-10 09:00:00'],
  ['until midnight', 'Asia/Almaty', { ...OFFICE, to: '24:00' }, '2026-06-05 23:59:59', '2026-06-05 23:59:59'],
  ['by an offset', '+05:30', OFFICE, '2026-06-01 08:59:59', '2026-06-01 09:00:00'],
  ['clocks forward', 'Europe/Warsaw', { ...OFFICE, days: ALL_DAYS }, '2026-03-29 00:30:00', '2026-03-29 09:00:00'],
  ['clocks back', 'Europe/Warsaw', { ...OFFICE, days: ALL_DAYS }, '2026-10-25 00:30:00', '2026-10-25 09:00:00'],
  ['a leap at night', 'Europe/Kyiv', OFFICE, '2026-03-27 19:00:00', '2026-03-30 09:00:00'],
  [
    'the hour leapt over',
    'Europe/Warsaw',
    { days: ALL_DAYS, from: '02:00', to: '03:00' },
    '2026-03-29 00:30:00',
    '2026-03-30 02:00:00',
  ],
  [
    'an opening leapt over',
    'Europe/Warsaw',
    { days: ALL_DAYS, from: '02:00', to: '18:00' },
    '2026-03-29 00:30:00',
    '2026-03-29 03:00:00',
  ],
];

const zone = fc.constantFrom(
  ...['Europe/Minsk', 'Europe/Warsaw', 'Europe/Kyiv', 'Asia/Almaty', 'America/New_York', 'Australia/Lord_Howe'],
  ...['Asia/Kathmandu', 'Pacific/Apia', '+03:00', '-03:30'],
);
const hours = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    minutes: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 }),
  })
  .map(({ days, minutes }) => {
    const [from = 0, to = 0] = minutes.toSorted((one, other) => one - other);
    return { days, from: timeOf(from), to: timeOf(to) };
  });
const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });

function timeOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

describe('a task that shall fall into working hours', () => {
  it.each(CASES)('%s (%s)', (_, place, given, wanted, due) => {
    const moved = withinHours(pbxTimeToEpochMs(wanted, place) ?? 0, given, place);
    expect(epochMsToPbxTime(moved, place)).toBe(due);
  });

  it('is never due before it was wanted, always within the hours, and stays where it is then', () => {
    fc.assert(
      fc.property(moment, hours, zone, (at, given, place) => {
        const due = withinHours(at, given, place);
        expect(due).toBeGreaterThanOrEqual(at);
        expect(isWithinHours(due, given, place)).toBe(true);
        expect(withinHours(due, given, place)).toBe(due);
      }),
      { numRuns: 500 },
    );
  });

  it('is due at the first moment that is within the hours', () => {
    fc.assert(
      fc.property(moment, zone, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (at, place, share) => {
        const due = withinHours(at, OFFICE, place);
        expect(isWithinHours(at + Math.floor((due - at) * share), OFFICE, place)).toBe(due === at);
      }),
      { numRuns: 500 },
    );
  });
});
