import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTally } from './tally.ts';

const AT = Date.parse('2026-03-02T10:07:30.500Z');
const minute = (text: string) => new Date(`2026-03-02T${text}:00Z`);

it('counts of an enterprise are those of the installation too, by minutes and by tens of minutes', () => {
  let now = AT;
  const tally = createTally({ now: () => now });
  tally.count('0367', 'events_taken');
  now += 60_000;
  tally.count('0367', 'events_taken');
  tally.count(null, 'events_refused');
  const rows = tally.takeRows().map(({ place, span, start, counts }) => [place, span, start, counts]);
  expect(rows).toEqual([
    ['enterprise 0367', 1, minute('10:07'), { events_taken: 1 }],
    ['installation', 1, minute('10:07'), { events_taken: 1 }],
    ['enterprise 0367', 1, minute('10:08'), { events_taken: 1 }],
    ['installation', 1, minute('10:08'), { events_taken: 1, events_refused: 1 }],
    ['enterprise 0367', 10, minute('10:00'), { events_taken: 2 }],
  ]);
  expect(tally.takeRows()).toEqual([]);
});

it('a request is counted in the second in which it left, of its account, its enterprise and the installation', () => {
  const tally = createTally({ now: () => AT });
  tally.requestLeft('abc', '0367', Date.parse('2026-03-02T10:06:59.999Z'));
  tally.requestLeft('abc', null, Date.parse('2026-03-02T10:06:59.000Z'));
  tally.requestOver('abc', '0367', 'uon_ok');
  const rows = tally.takeRows();
  const of = (place: string, text: string) =>
    rows.find((row) => row.place === place && row.span === 1 && row.start.getTime() === minute(text).getTime());
  const account = of('account abc', '10:06');
  expect(account?.counts).toEqual({ uon_sent: 2 });
  expect(account?.seconds?.[59]).toBe(2);
  expect(account?.seconds?.reduce((sum, n) => sum + n)).toBe(2);
  expect(of('enterprise 0367', '10:06')?.seconds?.[59]).toBe(1);
  expect(of('installation', '10:06')?.seconds?.[59]).toBe(2);
});

it('what fails for ever new reasons stays within bounds, and is counted all the same', () => {
  const tally = createTally({ now: () => AT });
  const reasons = Array.from({ length: 80 }, (_, n) => `reason-${n}`);
  for (const why of ['__proto__', 'constructor', ...reasons]) tally.stepFailed('0367', why);
  const row = tally.takeRows().find(({ place, span }) => place === 'enterprise 0367' && span === 1);
  expect(row?.counts.steps_failed).toBe(82);
  expect(Object.keys(row?.failedSteps ?? {}).length).toBeLessThanOrEqual(51);
});

it('where there is no room any more, what is lost is told', () => {
  let lost = 0;
  const tally = createTally({ now: () => AT, room: 2, onLost: () => (lost += 1) });
  tally.count('1', 'events_taken');
  tally.count('2', 'events_taken');
  expect(lost).toBe(1);
  expect(tally.takeRows().find(({ place }) => place === 'installation')?.counts).toEqual({ events_taken: 2 });
});

it('however the taking is cut, nothing is lost and nothing is double', () => {
  const step = fc.oneof(fc.constant('take' as const), fc.constantFrom('1', '2', '3'));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const tally = createTally({ now: () => AT });
      const rows = steps.flatMap((one) => {
        if (one === 'take') return tally.takeRows();
        tally.count(one, 'calls_begun');
        return [];
      });
      const all = [...rows, ...tally.takeRows()];
      const sum = (of: (row: (typeof all)[number]) => boolean) =>
        all.filter(of).reduce((n, { counts }) => n + (counts.calls_begun ?? 0), 0);
      const counted = steps.filter((one) => one !== 'take').length;
      expect(sum(({ place }) => place === 'installation')).toBe(counted);
      expect(sum(({ place, span }) => place !== 'installation' && span === 1)).toBe(counted);
      expect(sum(({ span }) => span === 10)).toBe(counted);
    }),
  );
});
