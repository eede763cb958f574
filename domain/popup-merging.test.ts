import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addOwed,
  closeWindow,
  NOTHING_OWED,
  planMerged,
  settle,
  type Mergeable,
  type Merging,
} from './popup-merging.ts';

const popup = (callId: string, over: Partial<Mergeable> = {}): Mergeable => ({
  ...{ callId, eventAtMs: 0, ttlMs: 30_000, windowMs: 10_000 },
  ...over,
});
const owing = (...popups: readonly [Mergeable, number][]) =>
  popups.reduce<Merging<Mergeable>>((merging, [one, nowMs]) => addOwed(merging, one, nowMs), NOTHING_OWED);

describe('the window of a manager', () => {
  it.each([
    ['as long as the setting says', [[popup('a'), 100]], 10_100],
    [
      'from the first popup on',
      [
        [popup('a'), 100],
        [popup('b'), 9_000],
      ],
      10_100,
    ],
    ['in time for the first', [[popup('a', { windowMs: 3_600_000 }), 100]], 28_000],
    [
      'in time for a later one whose event is older',
      [
        [popup('a', { windowMs: 60_000, ttlMs: 60_000 }), 0],
        [popup('b'), 900],
      ],
      28_000,
    ],
    ['at once where there is no time to collect', [[popup('a', { ttlMs: 1_000 }), 100]], 100],
    ['at once, for one that is too late already', [[popup('a'), 99_000]], 99_000],
  ] as const)('is open %s', (_, popups, closesAtMs) => {
    expect(owing(...popups.map(([one, nowMs]) => [one, nowMs] as [Mergeable, number])).window?.closesAtMs).toBe(
      closesAtMs,
    );
  });

  it('takes each call once: collected, sent, or done with', () => {
    const collected = owing([popup('a'), 0], [popup('a'), 5]);
    const sending = closeWindow(collected);
    const settled = settle(sending, [...sending.sending]);
    expect(collected.window?.owed).toHaveLength(1);
    expect([addOwed(sending, popup('a'), 9), addOwed(settled, popup('a'), 9)]).toEqual([sending, settled]);
    expect(addOwed(sending, popup('b'), 9).window?.owed).toEqual([popup('b')]);
  });
});

describe('whom the popup tells of', () => {
  const [a, b, late] = [popup('a'), popup('b'), popup('late', { ttlMs: 5 })];
  it.each<readonly [string, Mergeable[], string[], string[], string[]]>([
    ['all that ring', [a, b], [], ['a', 'b'], []],
    ['one that ended, while another rings', [a, b], ['a'], ['a', 'b'], []],
    ['nobody once all have ended', [a, b], ['a', 'b'], [], ['a over', 'b over']],
    ['none that is too late', [a, late], [], ['a'], ['late dropped']],
    ['nobody for one that rings and is too late', [a, late], ['a'], [], ['a over', 'late dropped']],
  ])('%s', (_, popups, ended, told, dropped) => {
    const plan = planMerged(popups, (callId) => ended.includes(callId), 1_000);
    expect(plan.told.map(({ callId }) => callId)).toEqual(told);
    expect(plan.dropped.map(({ popup: { callId }, why }) => `${callId} ${why}`)).toEqual(dropped);
  });
});

/** What happens to a manager: a popup comes to be owed (again), a call hangs up, each after so many ms. */
const happening = fc.record({
  afterMs: fc.integer({ min: 0, max: 4_000 }),
  call: fc.integer({ min: 0, max: 6 }),
  what: fc.constantFrom('owed', 'owed', 'hangup'),
});

const kind = fc.record({
  ttlMs: fc.integer({ min: 0, max: 20_000 }),
  windowMs: fc.integer({ min: 1, max: 12_000 }),
  ageMs: fc.nat(3_000),
});

it('tells of each call once at most, and of each that goes on when the window ends, whatever the order', () => {
  const kinds = fc.array(kind, { minLength: 7, maxLength: 7 });
  fc.assert(
    fc.property(kinds, fc.array(happening, { maxLength: 60 }), fc.nat(3_000), (ofCalls, happenings, sendingMs) => {
      const manager = new Manager(sendingMs);
      for (const { afterMs, call, what } of happenings) {
        manager.goOn(manager.nowMs + afterMs);
        if (what === 'hangup') manager.hangUp(`c${call}`);
        else manager.owe(`c${call}`, ofCalls[call]);
      }
      manager.goOn(Infinity);
      expect([...manager.ends.keys()].toSorted()).toEqual([...manager.owed.keys()].toSorted());
      for (const ends of manager.ends.values()) expect(ends).toHaveLength(1);
      expect(manager.leftOut).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

/** What the workflow of a manager does with the rules, by a clock of its own; each popup is as long on its way. */
class Manager {
  nowMs = 0;
  readonly owed = new Map<string, { readonly popup: Mergeable; readonly sinceMs: number }>();
  readonly ends = new Map<string, string[]>();
  readonly leftOut: string[] = [];
  readonly #ended = new Set<string>();
  readonly #sendingMs: number;
  #merging: Merging<Mergeable> = NOTHING_OWED;
  #onTheWay: { readonly untilMs: number; readonly popups: readonly Mergeable[] }[] = [];

  constructor(sendingMs: number) {
    this.#sendingMs = sendingMs;
  }

  hangUp(callId: string): void {
    this.#ended.add(callId);
  }

  owe(callId: string, { ageMs = 0, ...of }: Partial<Mergeable> & { ageMs?: number } = {}): void {
    const known = this.owed.get(callId)?.popup;
    const owed = known ?? popup(callId, { ...of, eventAtMs: this.nowMs - ageMs });
    if (!known) this.owed.set(callId, { popup: owed, sinceMs: this.nowMs });
    this.#merging = addOwed(this.#merging, owed, this.nowMs);
  }

  goOn(untilMs: number): void {
    for (;;) {
      const [sent] = this.#onTheWay;
      const closesAtMs = this.#merging.window?.closesAtMs ?? Infinity;
      const atMs = Math.min(sent?.untilMs ?? Infinity, closesAtMs);
      if (atMs > untilMs || atMs === Infinity) break;
      this.nowMs = Math.max(this.nowMs, atMs);
      if (sent?.untilMs === atMs) {
        this.#onTheWay = this.#onTheWay.slice(1);
        this.#merging = settle(this.#merging, sent.popups);
      } else this.#send();
    }
    if (untilMs !== Infinity) this.nowMs = Math.max(this.nowMs, untilMs);
  }

  #send(): void {
    const popups = this.#merging.window?.owed ?? [];
    this.#merging = closeWindow(this.#merging);
    this.#onTheWay = [...this.#onTheWay, { untilMs: this.nowMs + this.#sendingMs, popups }];
    const plan = planMerged(popups, (callId) => this.#ended.has(callId), this.nowMs);
    for (const { callId } of plan.told) this.#note(callId, 'told');
    for (const { popup: one, why } of plan.dropped) this.#note(one.callId, why);
    for (const { callId } of popups) if (this.#isLeftOut(callId)) this.leftOut.push(callId);
  }

  #note(callId: string, end: string): void {
    this.ends.set(callId, [...(this.ends.get(callId) ?? []), end]);
  }

  /** It rings, came with two seconds to spare, and is not told. */
  #isLeftOut(callId: string): boolean {
    const known = this.owed.get(callId);
    const hadTime = known && known.sinceMs <= known.popup.eventAtMs + known.popup.ttlMs - 2_000;
    return hadTime === true && !this.#ended.has(callId) && this.ends.get(callId)?.join() !== 'told';
  }
}
