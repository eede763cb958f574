import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasOwnSequence, isGroupId, paceWaitMs, type Urgency } from './telegram-pace.ts';

const idle = { ofChat: [], ofBot: [], nowMs: 100_000, isGroup: true, urgency: 2 } as const;
const every = (ms: number, times: number, endMs: number) => Array.from({ length: times }, (_, n) => endMs - n * ms);

describe('the pace of a chat', () => {
  it.each([
    ['nothing was sent', {}, 0],
    ['one a moment ago', { ofChat: [99_950] }, 1_000],
    ['one longer ago', { ofChat: [98_000] }, 0],
    ['a bot that wrote to 30 chats within the second', { ofBot: every(10, 30, 100_000) }, 760],
    ['a group that had 20 in a minute', { ofChat: every(2_000, 20, 98_000), urgency: 0 }, 23_000],
    ['the same in a private chat', { ofChat: every(2_000, 20, 98_000), isGroup: false }, 0],
    ['a group that had 14: what is over waits', { ofChat: every(2_000, 14, 98_000) }, 35_000],
    ['a group that had 14: what rings does not', { ofChat: every(2_000, 14, 98_000), urgency: 0 }, 0],
  ] as const)('%s', (_, over, waitMs) => {
    expect(Math.round(paceWaitMs({ ...idle, ...over }))).toBe(waitMs);
  });

  it('keeps all limits in any window, whatever comes when, and always lets the next one go', () => {
    const arrivals = fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.constantFrom<Urgency>(0, 1, 2)), {
      minLength: 30,
      maxLength: 80,
    });
    fc.assert(
      fc.property(arrivals, fc.boolean(), (all, isGroup) => {
        const sent: number[] = [];
        let nowMs = 0;
        for (const [pauseMs, urgency] of all) {
          nowMs += pauseMs;
          const pace = () => paceWaitMs({ ofChat: sent, ofBot: sent, nowMs, isGroup, urgency });
          const waitMs = pace();
          expect(waitMs).toBeLessThanOrEqual(63_001);
          nowMs += waitMs;
          expect(pace()).toBeLessThan(1);
          sent.push(nowMs);
        }
        sent.forEach((at, n) => {
          expect(at - (sent[n - 1] ?? -Infinity)).toBeGreaterThanOrEqual(1_000);
          if (isGroup) expect(at - (sent[n - 20] ?? -Infinity)).toBeGreaterThanOrEqual(60_000);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('knows groups, and whose ids are their own', () => {
    expect(['123', '-123', '-1001234567890'].map(isGroupId)).toEqual([false, true, true]);
    expect(['123', '-123', '-100', '-1001234567890'].map(hasOwnSequence)).toEqual([false, false, false, true]);
  });
});
