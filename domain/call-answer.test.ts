import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordedEvents } from '../tests/support/recorded-calls.ts';
import { answerOf, missedExtension, ringSeconds, talkerOf, talkSeconds } from './call-answer.ts';
import { directionOf, phoneOf, type PbxContext } from './call-facts.ts';
import { addEvent, newCall, removeEvent, type CallState } from './call-state.ts';
import { isStoryEvent, parsePbxEvent, type StoryEvent, type StoryEventName } from './pbx-event.ts';

const context: PbxContext = { country: 'BY', timezone: 'Europe/Minsk', ownNumbers: [] };
const CALL = '1757840723.6';

function stateOf(callId: string, events: readonly StoryEvent[], first = 1): CallState {
  return events.reduce(
    (state, event, index) => addEvent(state, { inboxId: first + index, receivedAt: '2025-09-14T09:05:30.000Z', event }),
    newCall(callId),
  );
}

function event(name: StoryEventName, body: Record<string, unknown>): StoryEvent {
  const parsed = parsePbxEvent(name, body);
  if (!parsed.ok || !isStoryEvent(parsed.event)) throw new Error(JSON.stringify(parsed));
  return parsed.event;
}

const start = event('start', { UniqueId: CALL, Phone: '375290000001', CallType: 0 });
const hangup = (more: Record<string, unknown>) =>
  event('hangup', {
    UniqueId: CALL,
    Phone: '375290000001',
    CallType: 0,
    CallStatus: '0',
    EndTime: '2025-09-14 12:06:13',
    ...more,
  });
const bridge = (uniqueId: string, caller: string, connected: string, bridgeId?: string) =>
  event('bridge', {
    UniqueId: uniqueId,
    CallerIDNum: caller,
    ConnectedLineNum: connected,
    BridgeUniqueid: bridgeId,
  });

describe('a recorded call that is transferred twice', () => {
  const story = recordedEvents('attended-transfer-twice').filter(isStoryEvent);

  it('is answered first by 151 and last by 150, who got it in the second transfer', () => {
    const state = stateOf(CALL, story);
    expect(answerOf(state, context)).toEqual({ kind: 'bridged', first: '151', last: '150' });
    expect(talkSeconds(state, context)).toBe(50);
    expect(directionOf(state)).toBe('incoming');
    expect(phoneOf(state, context)).toEqual({ kind: 'number', e164: '+375290000001' });
  });

  it('says the same in any order and with any repeats', () => {
    const numbered = story.map((one, index) => ({
      inboxId: index,
      receivedAt: '2025-09-14T09:05:30.000Z',
      event: one,
    }));
    const expected = answerOf(numbered.reduce(addEvent, newCall(CALL)), context);
    fc.assert(
      fc.property(fc.shuffledSubarray([...numbered, ...numbered], { minLength: numbered.length * 2 }), (events) => {
        const state = events.reduce(addEvent, newCall(CALL));
        expect(answerOf(state, context)).toEqual(expected);
        expect(talkSeconds(state, context)).toBe(50);
      }),
    );
  });
});

describe('a recorded transfer to a busy extension', () => {
  it('stays with 151, who consulted and came back', () => {
    const story = recordedEvents('attended-transfer-to-busy').filter(isStoryEvent);
    const state = stateOf('1757841346.45', story);
    expect(answerOf(state, context)).toEqual({ kind: 'bridged', first: '151', last: '151' });
    expect(talkSeconds(state, context)).toBe(45);
  });
});

describe('a recorded call of the dialplan that the page gives', () => {
  it.each([
    ['dialplan-answered', '1795656267.114', { kind: 'bridged', first: '151', last: '151' }, 3, 'incoming'],
    ['dialplan-outgoing', '1795656280.124', { kind: 'bridged', first: '150', last: '150' }, 3, 'outgoing'],
  ] as const)('%s', (name, callId, answer, seconds, direction) => {
    const state = stateOf(callId, recordedEvents(name).filter(isStoryEvent));
    expect(answerOf(state, context)).toEqual(answer);
    expect(talkSeconds(state, context)).toBe(seconds);
    expect(directionOf(state)).toBe(direction);
  });

  it('that was missed is put down to the first who was rung', () => {
    const state = stateOf('1795656275.119', recordedEvents('dialplan-missed').filter(isStoryEvent));
    expect(answerOf(state, context)).toEqual({ kind: 'missed' });
    expect(missedExtension(state)).toBe('150');
    expect(ringSeconds(state, context)).toBe(2);
  });
});

describe('who talked', () => {
  it('counts a bridge of the own channel, whatever the hangup says', () => {
    const state = stateOf(CALL, [hangup({ CallType: 2, CallStatus: '0' }), bridge(CALL, '375290000001', '151')]);
    expect(answerOf(state, context)).toEqual({ kind: 'bridged', first: '151', last: '151' });
  });

  it('does not count a consultation between two managers', () => {
    expect(answerOf(stateOf(CALL, [hangup({}), bridge('1757840735.12', '152', '151')]), context)).toEqual({
      kind: 'missed',
    });
  });

  it('believes CallStatus 2 without a bridge, and its extension', () => {
    const answer = answerOf(stateOf(CALL, [hangup({ CallStatus: 2, Extensions: ['152'] })]), context);
    expect(answer).toEqual({ kind: 'answered', extension: '152' });
    expect(talkerOf(answer, 'last')).toBe('152');
  });

  it('follows a call back to the extension that had it first', () => {
    const state = stateOf(CALL, [
      start,
      bridge('1757840723.8', '151', '375290000001'),
      bridge('1757840735.12', '152', '375290000001'),
      bridge('1757840757.18', '151', '375290000001'),
    ]);
    expect(answerOf(state, context)).toEqual({ kind: 'bridged', first: '151', last: '151' });
  });

  it('knows a colleague by the channel that was in the bridge before the client was', () => {
    const shuffled = [
      start,
      bridge(CALL, '375290000001', '152', 'asked'),
      bridge('1757840735.12', '152', '151', 'asked'),
      bridge(CALL, '375290000001', '151', 'first'),
      bridge('1757840723.8', '151', '375290000001', 'first'),
    ];
    expect(answerOf(stateOf(CALL, shuffled), context)).toEqual({ kind: 'bridged', first: '151', last: '152' });
  });

  it('knows a colleague by the leg that rang, where no event of the own channel came', () => {
    const shuffled = [
      start,
      bridge(CALL, '375290000001', '152', 'asked'),
      hangup({ UniqueId: '1757840735.11', CallType: 2, CallStatus: 2, Extensions: ['152'] }),
      bridge('1757840723.8', '151', '375290000001', 'first'),
    ];
    expect(answerOf(stateOf(CALL, shuffled), context)).toEqual({ kind: 'bridged', first: '151', last: '152' });
  });

  it('knows who took the call itself by its own hangup', () => {
    const shuffled = [
      bridge(CALL, '375290000001', '152', 'asked'),
      bridge('1757840735.12', '152', '151', 'asked'),
      hangup({ CallStatus: 2, Extensions: ['151'] }),
      bridge(CALL, '375290000001', '151', 'first'),
      start,
    ];
    expect(answerOf(stateOf(CALL, shuffled), context)).toEqual({ kind: 'bridged', first: '151', last: '152' });
  });

  it('takes no late word of the first conversation for a third one', () => {
    const events = [
      start,
      bridge(CALL, '375290000001', '151', 'first'),
      bridge(CALL, '375290000001', '152', 'asked'),
      bridge('1757840723.8', '151', '375290000001', 'first'),
    ];
    expect(answerOf(stateOf(CALL, events), context)).toEqual({ kind: 'bridged', first: '151', last: '152' });
  });

  it('takes the order of arrival where channels say nothing', () => {
    const state = stateOf(CALL, [bridge(CALL, '375290000001', '151'), bridge(CALL, '375290000001', '152')]);
    expect(answerOf(state, context)).toEqual({ kind: 'bridged', first: '151', last: '152' });
  });

  it('forgets a bridge that was taken back', () => {
    const state = stateOf(CALL, [hangup({}), bridge(CALL, '375290000001', '151')]);
    expect(answerOf(removeEvent(state, 2), context)).toEqual({ kind: 'missed' });
  });
});

describe('a missed call', () => {
  it('is put down to the extension rung first, and says how long it rang', () => {
    const dial = event('dial', { UniqueId: CALL, Phone: '375290000001', CallType: 0, Extensions: ['152&151'] });
    const state = stateOf(CALL, [
      dial,
      hangup({ StartTime: '', DateReceived: '2025-09-14 12:05:43', Extensions: [''] }),
    ]);
    expect(missedExtension(state)).toBe('152');
    expect(ringSeconds(state, context)).toBe(30);
  });
});

describe('the length of a conversation', () => {
  it.each([
    ['StartTime', { StartTime: '2025-09-14 12:05:23', DateReceived: '2025-09-14 12:05:46' }, 50],
    ['the bridge', { StartTime: '', DateReceived: '2025-09-14 12:05:46' }, 43],
    ['StartTime over a change of day', { StartTime: '2025-09-13 12:06:13' }, 86_400],
  ])('counts from %s', (_, times, seconds) => {
    const state = stateOf(CALL, [bridge(CALL, '375290000001', '151'), hangup({ CallStatus: '2', ...times })]);
    expect(talkSeconds(state, context)).toBe(seconds);
  });

  it('passes over a bridge that our clock puts after the end', () => {
    const state = stateOf(CALL, [
      bridge(CALL, '375290000001', '151'),
      hangup({ CallStatus: '2', EndTime: '2025-09-14 12:05:20', DateReceived: '2025-09-14 12:05:15' }),
    ]);
    expect(talkSeconds(state, context)).toBe(5);
  });
});
