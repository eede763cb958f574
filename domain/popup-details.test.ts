import { expect, it } from 'vitest';
import type { LeadSummary } from './client-lists.ts';
import type { OurCall } from './past-calls.ts';
import { callerDetails, type KnownOfCaller } from './popup-details.ts';

const lead = (id: string, more: Partial<LeadSummary> = {}): LeadSummary => ({
  ...{ id, statusId: '1', statusName: 'Новый', isArchived: false, managerId: null, source: 'x' },
  createdAt: `2025-09-0${id} 10:00`,
  ...more,
});
const rang = (atMs: number, more: Partial<OurCall> = {}): OurCall => ({
  ...{ callId: String(atMs), direction: 'incoming', answered: false, atMs, durationS: 0 },
  ...{ managerId: null, extension: null },
  ...more,
});
const nothing: KnownOfCaller = {
  ...{ client: null, leads: null, requests: null, ours: [], uon: [], managers: [] },
  ...{ exceptCallId: 'now', timezone: 'Europe/Minsk' },
};
const SETTINGS = { last_calls: 3, show_requests: true };

it('shows the newest active leads, and how many more there are', () => {
  const leads = [lead('1'), lead('2', { isArchived: true }), lead('5'), lead('3'), lead('4'), lead('6')];
  const shown = callerDetails({ ...nothing, leads }, SETTINGS).leads;
  expect(shown?.shown.map(({ id }) => id)).toEqual(['6', '5', '4']);
  expect(shown?.more).toBe(2);
  expect(JSON.stringify(shown)).not.toContain('source');
});

it('shows requests and calls as far as the settings want them', () => {
  const known = { ...nothing, requests: [lead('1')], ours: [rang(3), rang(2), rang(1)] };
  expect(callerDetails(known, SETTINGS)).toMatchObject({ requests: { more: 0 }, calls: [{}, {}, {}], missedAtMs: 3 });
  const few = callerDetails(known, { last_calls: 0, show_requests: false });
  expect(few).toMatchObject({ requests: null, calls: [], missedAtMs: 3 });
});

it.each([
  ['nothing', [], null],
  ['a missed one', [rang(2), rang(1, { answered: true })], 2],
  ['an answered one', [rang(2, { answered: true }), rang(1)], null],
  // Somebody has called back since.
  ['our own', [rang(2, { direction: 'outgoing' }), rang(1)], null],
] as const)('of %s before, the missed one is at %s', (_, ours, missedAtMs) => {
  expect(callerDetails({ ...nothing, ours }, SETTINGS).missedAtMs).toBe(missedAtMs);
});
