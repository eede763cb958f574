import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { pbxClock } from './pbx-time.ts';
import { planCalls } from './plan-calls.ts';
import type { PlanOptions } from './plan-calls.ts';

const plan = (change: Partial<PlanOptions> = {}) =>
  planCalls({
    count: 300,
    rate: 10,
    seed: 7,
    startAt: Date.UTC(2026, 0, 15, 7),
    clock: pbxClock('Europe/Minsk'),
    extensions: ['150', '151', '152'],
    trunk: '0001363',
    ringMs: [1000, 2000],
    talkMs: [2000, 5000],
    ...change,
  });

test('every call has a valid Belarusian number of its own', () => {
  const phones = plan()
    .filter((call) => call.kind !== 'internal')
    .map((call) => call.phone.replace('+', ''));
  expect(new Set(phones).size).toBe(phones.length);
  for (const phone of phones) expect(isValidPhoneNumber(`+${phone}`, 'BY'), phone).toBe(true);
});

test('a day has calls of every kind', () => {
  expect(new Set(plan().map((call) => call.kind)).size).toBe(6);
});

test('calls begin at the rate that was asked for', () => {
  const starts = plan({ rate: 2, count: 3 }).map((call) => call.events[0]?.at);
  expect(starts).toEqual(['2026-01-15 10:00:00.000', '2026-01-15 10:00:00.500', '2026-01-15 10:00:01.000']);
});

test('no Uniqueid is used for two channels, in one run and in two of the same second', () => {
  const calls = [...plan(), ...plan({ seed: 8 })];
  expect(new Set(calls.map((call) => call.uniqueId)).size).toBe(600);
});

test('the same seed repeats phones, kinds and lengths; the Uniqueids of another time are others', () => {
  const later = plan({ startAt: Date.UTC(2026, 0, 16, 7) });
  const told = (calls: ReturnType<typeof plan>) => calls.map(({ kind, phone, events }) => [kind, phone, events.length]);
  expect(told(later)).toEqual(told(plan()));
  expect(plan()).toEqual(plan());
  expect(later[0]?.uniqueId).not.toBe(plan()[0]?.uniqueId);
});
