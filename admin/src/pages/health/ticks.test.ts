import { expect, it } from 'vitest';
import { offsetOf, ticksOf } from './ticks.ts';

const at = (text: string) => Date.parse(`2026-03-02T${text}:00Z`);

it.each([
  ['an hour', '09:08', '10:08', 6, 0, ['09:10', '09:20', '09:30', '09:40', '09:50', '10:00']],
  ['an hour on a phone', '09:08', '10:08', 4, 0, ['09:15', '09:30', '09:45', '10:00']],
  ['six hours', '04:10', '10:10', 6, 0, ['05:00', '06:00', '07:00', '08:00', '09:00', '10:00']],
  [
    'where clocks show half an hour more',
    '04:10',
    '10:10',
    6,
    30,
    ['04:30', '05:30', '06:30', '07:30', '08:30', '09:30'],
  ],
])('%s', (_what, from, to, most, zone, ticks) => {
  expect(ticksOf(at(from), at(to), most, zone)).toEqual(ticks.map(at));
});

it.each([
  ['Europe/Minsk', '2026-11-25T12:00:00Z', 180],
  ['Asia/Kolkata', '2026-11-25T12:00:00Z', 330],
  ['America/New_York', '2026-07-01T12:00:00Z', -240],
  ['UTC', '2026-07-01T12:00:00Z', 0],
])('%s at %s is %i minutes ahead of UTC', (zone, moment, minutes) => {
  expect(offsetOf(Date.parse(moment), zone)).toBe(minutes);
});
