import { describe, expect, test } from 'vitest';
import type { SentEvent } from '../../simulators/pbx/post-event.ts';
import { allAccepted, quantile, summaryLines } from './summary.ts';

const sent = (event: string, status: number | null, attempts = 1, answerMs = 10): SentEvent => ({
  event: { at: '2025-09-14 12:00:00', event, body: {} },
  accepted: status === 202,
  status,
  attempts,
  answerMs,
});

test('the summary counts calls, events, repeats and refusals', () => {
  const lines = summaryLines({
    sent: [sent('start', 202), sent('dial', 202, 3, 20), sent('dial', 422), sent('hangup', null, 7)],
    planned: 5,
    callsByKind: new Map([
      ['incoming-missed', 2],
      ['internal', 1],
    ]),
    durationMs: 1500,
  });
  expect(lines).toEqual([
    'calls      3: 2 incoming-missed, 1 internal',
    'events     4 of 5 sent (1 start, 2 dial, 1 hangup)',
    'accepted   2 (202)',
    'repeats    8',
    'refused    1 (1 x 422 for dial)',
    'given up   1',
    'answer     p50 10.0 ms, p99 20.0 ms',
    'duration   1.5 s',
  ]);
});

describe('all is accepted', () => {
  const outcome = { planned: 2, callsByKind: new Map(), durationMs: 0 };

  test('when every planned event got its 202', () => {
    expect(allAccepted({ ...outcome, sent: [sent('start', 202), sent('dial', 202, 2)] })).toBe(true);
  });

  test('but not when one was refused or never sent', () => {
    expect(allAccepted({ ...outcome, sent: [sent('start', 202), sent('dial', 422)] })).toBe(false);
    expect(allAccepted({ ...outcome, sent: [sent('start', 202)] })).toBe(false);
  });
});

test('a quantile is a value that was measured', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect([quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1)]).toEqual([100, 198, 200]);
  expect(quantile([], 0.5)).toBeUndefined();
});
