import { expect, it } from 'vitest';
import { clockOf, durationTold } from './duration-told.ts';
import { phoneTold } from './phone-told.ts';
import { ru } from './ru.ts';
import { timeIn } from './time-in.ts';

it.each([
  [0, '0 с', '0:00'],
  [35, '35 с', '0:35'],
  [125, '2 мин 5 с', '2:05'],
  [3_725, '1 ч 2 мин', '1:02:05'],
])('%i seconds', (seconds, told, clock) => {
  expect([durationTold(seconds, ru), clockOf(seconds)]).toEqual([told, clock]);
});

it.each([
  ['+375297003134', '+375 29 700-31-34'],
  ['+79161234567', '+7 916 123-45-67'],
  ['+442071838750', '+442071838750'],
])('%s reads as %s', (e164, told) => expect(phoneTold(e164)).toBe(told));

it('a time is that of the enterprise’s zone, and has a year where it is another one', () => {
  const at = '2025-09-14T21:05:10Z';
  const told = (now: string) => timeIn(at, 'Europe/Minsk', 'ru', new Date(now));
  expect(told('2026-01-02T00:00:00Z')).toEqual({ date: '15 сент. 2025 г.', time: '00:05:10' });
  expect(told('2025-10-02T00:00:00Z').date).toBe('15 сент.');
});
