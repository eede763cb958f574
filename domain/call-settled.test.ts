import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordedEvents } from '../tests/support/recorded-calls.ts';
import type { PbxContext } from './call-facts.ts';
import { isStoryWhole } from './call-settled.ts';
import { addEvent, newCall, type CallState } from './call-state.ts';
import { isStoryEvent, type StoryEvent } from './pbx-event.ts';

const context: PbxContext = { country: 'BY', timezone: 'Europe/Minsk', ownNumbers: [] };
const story = recordedEvents('attended-transfer-twice').filter(isStoryEvent);
const callId = story[0]?.uniqueId ?? '';

function stateOf(events: readonly StoryEvent[]): CallState {
  return events.reduce(
    (state, event, index) => addEvent(state, { inboxId: index + 1, receivedAt: '2025-09-14T09:05:30.000Z', event }),
    newCall(callId),
  );
}
const isOwnHangup = (event: StoryEvent) => event.name === 'hangup' && event.uniqueId === callId;
const upToHangup = story.slice(0, story.findIndex(isOwnHangup) + 1);

describe('the story of a call that was transferred and has hung up', () => {
  it('is whole in the order in which it happened', () => {
    expect(isStoryWhole(stateOf(upToHangup), context)).toBe(true);
    expect(isStoryWhole(stateOf(story), context)).toBe(true);
  });

  it.each(['start', 'dial'])('is not without its %s', (name) => {
    expect(isStoryWhole(stateOf(upToHangup.filter((event) => event.name !== name)), context)).toBe(false);
  });

  it('is not while it was never bridged', () => {
    expect(isStoryWhole(stateOf(upToHangup.filter(({ name }) => name !== 'bridge')), context)).toBe(false);
  });

  it('is not while somebody who was consulted has not talked to the client', () => {
    const first = upToHangup.find(({ name }) => name === 'bridge');
    const rest = upToHangup.filter(({ name }) => name === 'start' || name === 'dial');
    const hangup = upToHangup.at(-1);
    if (!first || !hangup) throw new Error('the recorded call has no bridge');
    expect(isStoryWhole(stateOf([...rest, first, hangup]), context)).toBe(true);
    expect(isStoryWhole(stateOf([...rest, first, consultation(), hangup]), context)).toBe(false);
  });

  it('is not while a leg says that somebody answered who has not talked to the client', () => {
    const bridges = upToHangup.filter(({ name }) => name === 'bridge');
    const rest = upToHangup.filter(({ name }) => name === 'start' || name === 'dial');
    const hangup = upToHangup.at(-1);
    const leg = story.find((event) => event.name === 'hangup' && event.uniqueId !== callId && event.answered);
    if (!bridges[0] || !hangup || !leg) throw new Error('the recorded call has no leg that was answered');
    expect(isStoryWhole(stateOf([...rest, bridges[0], hangup]), context)).toBe(true);
    expect(isStoryWhole(stateOf([...rest, bridges[0], leg, hangup]), context)).toBe(false);
  });

  it('is not where anything of it came behind the hangup', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(upToHangup, { minLength: upToHangup.length }), (shuffled) => {
        const isLast = shuffled.findIndex(isOwnHangup) === shuffled.length - 1;
        fc.pre(!isLast);
        const behind = shuffled.slice(shuffled.findIndex(isOwnHangup) + 1);
        fc.pre(behind.some(({ name }) => name !== 'hangup'));
        expect(isStoryWhole(stateOf(shuffled), context)).toBe(false);
      }),
    );
  });
});

/** 150 and 151 speak with each other; the client is not in it. */
function consultation(): StoryEvent {
  return {
    ...{ name: 'bridge', uniqueId: `${callId}9`, callerIdNum: '150', connectedLineNum: '151' },
    bridgeId: 'consultation',
  };
}
