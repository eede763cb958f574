import { expect, it } from 'vitest';
import { daysBetween } from './journal-days.ts';

const at = (text: string) => Date.parse(text);

it.each([
  ['a day in Minsk', 'Europe/Minsk', '2025-09-14', '2025-09-14', '2025-09-13T21:00:00Z', '2025-09-14T21:00:00Z'],
  ['over a month', 'Europe/Minsk', '2025-01-31', '2025-02-28', '2025-01-30T21:00:00Z', '2025-02-28T21:00:00Z'],
  ['a day of 23 hours', 'Europe/Berlin', '2025-03-30', '2025-03-30', '2025-03-29T23:00:00Z', '2025-03-30T22:00:00Z'],
  ['a day of 25 hours', 'Europe/Berlin', '2025-10-26', '2025-10-26', '2025-10-25T22:00:00Z', '2025-10-26T23:00:00Z'],
])('%s', (_name, zone, from, to, fromTime, toTime) => {
  expect(daysBetween({ from, to }, zone)).toEqual({ fromMs: at(fromTime), toMs: at(toTime) });
});

it('without a day there is no end, nor after the last that there is', () => {
  expect(daysBetween({}, 'Europe/Minsk')).toEqual({ fromMs: null, toMs: null });
  expect(daysBetween({ to: '9999-12-31' }, 'Europe/Minsk').toMs).toBeNull();
});
