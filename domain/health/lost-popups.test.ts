import { expect, it } from 'vitest';
import { hangupOf, openingEvents } from '../../tests/support/call-script.ts';
import type { JournalStep } from '../journal.ts';
import { POPUP_ENDING, popupStep } from '../popup-endings.ts';
import { receivedEvents } from '../received-event.ts';
import { hasLostPopups, lostPopups } from './lost-popups.ts';

const AT = Date.parse('2026-03-02T10:00:00Z');
const call = { callId: '1757840001.1', phone: '375291234567' };

/** Rung at 0 s: 151 and 152; at `queueMs` 153; hung up at `ms`. */
function rang(ms: number, queueMs = 0) {
  const [start, dial] = openingEvents(call);
  const [, queue] = openingEvents({ ...call, rung: ['153'] });
  const said = [
    ...[
      { ...start, ms: 0 },
      { ...dial, ms: 0 },
    ],
    ...[
      { ...queue, ms: queueMs },
      { ...hangupOf(call, { CallStatus: '0' }), ms },
    ],
  ];
  return receivedEvents(said.map((one, id) => ({ ...one, id, receivedAt: new Date(AT + one.ms) })));
}
const step = (status: JournalStep['status'], error?: string, extension = '151'): JournalStep => ({
  ...{ name: popupStep({ extension, managerId: '4' }), at: '2026-03-02T10:05:00.000Z', status },
  ...(error !== undefined && { error }),
});

it.each<[string, readonly JournalStep[], ReturnType<typeof rang>, readonly string[]]>([
  ['shown', [step('done')], rang(20_000), []],
  ['under way', [step('running')], rang(20_000), []],
  ['too late for its time to live', [step('skipped', POPUP_ENDING.tooLate)], rang(500), ['popups_late']],
  ['hung up at once', [step('skipped', POPUP_ENDING.over)], rang(900), ['popups_over']],
  ['hung up after a long ring', [step('skipped', POPUP_ENDING.over)], rang(15_000), ['popups_late']],
  ['hung up while popups were collected', [step('skipped', POPUP_ENDING.overInWindow)], rang(15_000), ['popups_over']],
  ['rung last, hung up at once', [step('skipped', POPUP_ENDING.over, '153')], rang(15_000, 14_500), ['popups_over']],
  ['nobody knows of the ring', [step('skipped', POPUP_ENDING.over)], [], ['popups_over']],
  ['nobody knows whether it was shown', [step('failed', POPUP_ENDING.unclear)], rang(500), ['popups_failed']],
  ['refused by U-ON', [step('failed', 'uon-refused: no such user')], rang(500), ['popups_failed']],
  ['refused until the end', [step('skipped', POPUP_ENDING.untaken)], rang(20_000), ['popups_failed']],
  ['not wanted', [step('skipped', 'no manager has this extension (user_extensions)')], rang(20_000), []],
  ['another step', [{ ...step('failed', 'uon-refused: no'), name: 'user/phone' }], rang(20_000), []],
  [
    'two managers',
    [step('skipped', POPUP_ENDING.over), step('skipped', POPUP_ENDING.over, '152')],
    rang(9_000),
    ['popups_late', 'popups_late'],
  ],
])('%s', (_what, steps, events, counted) => {
  expect(lostPopups(steps, events)).toEqual(counted);
  expect(hasLostPopups(steps)).toBe(counted.length > 0);
});
