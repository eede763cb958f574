import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordedCall } from '../tests/support/recorded-calls.ts';
import { isPbxEventName, parsePbxEvent, RECORDED_EVENTS, STORY_EVENTS, type PbxEventName } from './pbx-event.ts';

const hangup = {
  UniqueId: '1.2',
  Phone: '375290000001',
  CallType: 0,
  CallStatus: '2',
  EndTime: '2025-09-14 12:06:13',
};
const fieldsOf = (name: PbxEventName, body: unknown) => {
  const parsed = parsePbxEvent(name, body);
  return parsed.ok ? [] : parsed.problems.map(({ field }) => field);
};

describe('events of a PBX', () => {
  it.each([
    ...['attended-transfer-twice', 'attended-transfer-to-busy'],
    ...['dialplan-answered', 'dialplan-missed', 'dialplan-outgoing'],
  ])('of the recorded call %s are all read', (name) => {
    for (const { event, body } of recordedCall(name)) expect(fieldsOf(event, body)).toEqual([]);
  });

  it.each([
    ['start', {}, ['UniqueId', 'Phone', 'CallType']],
    ['start', { UniqueId: '', Phone: '', CallType: 0 }, ['UniqueId']],
    ['start', { UniqueId: '1.2', Phone: null, CallType: 7 }, ['Phone', 'CallType']],
    ['dial', { UniqueId: '1.2', Phone: '', CallType: '1' }, ['Extensions']],
    ['bridge', {}, ['UniqueId']],
    ['new_callerid', { UniqueId: '' }, ['UniqueId']],
    ['hangup', { ...hangup, EndTime: '' }, ['EndTime']],
    ['hangup', { ...hangup, CallStatus: undefined }, ['CallStatus']],
    ['hangup', { ...hangup, StartTime: 'yesterday' }, ['StartTime']],
    ['hangup', { ...hangup, EndTime: '2025-02-30 12:00:00' }, ['EndTime']],
    ['hangup', 'text', ['body']],
  ] as const)('%s %j is wrong in %j', (name, body, fields) => {
    expect(fieldsOf(name, body)).toEqual(fields);
  });

  it('may leave out what is not required, and may have a UniqueId that is empty only where bridges come and go', () => {
    expect(fieldsOf('hangup', hangup)).toEqual([]);
    expect(fieldsOf('hangup', { ...hangup, StartTime: null, Extensions: null, RecordUrl: '', Odd: [{}] })).toEqual([]);
    expect(fieldsOf('bridge_create', { UniqueId: '' })).toEqual([]);
    expect(fieldsOf('bridge_destroy', { UniqueId: '' })).toEqual([]);
  });

  it.each([
    [
      ['150', '151'],
      ['150', '151'],
    ],
    [['152&151&153'], ['152', '151', '153']],
    [[''], []],
    ['151', ['151']],
    [
      ['SIP/150', 151, '150'],
      ['150', '151'],
    ],
  ])('name extensions as %j', (given, extensions) => {
    const parsed = parsePbxEvent('dial', { UniqueId: '1.2', Phone: '', CallType: 0, Extensions: given });
    expect(parsed).toMatchObject({ ok: true, event: { extensions } });
  });

  it('have types and states as numbers or text', () => {
    expect(parsePbxEvent('hangup', { ...hangup, CallType: '1', CallStatus: 2 })).toMatchObject({
      event: { callType: 1, answered: true },
    });
    expect(parsePbxEvent('hangup', { ...hangup, CallStatus: 0 })).toMatchObject({ event: { answered: false } });
  });

  it('never make the parser throw', () => {
    const names = [...STORY_EVENTS, ...RECORDED_EVENTS];
    const keys = fc.constantFrom(
      'UniqueId',
      'Phone',
      'CallType',
      'CallStatus',
      'EndTime',
      'Extensions',
      'Trunk',
      'Odd',
    );
    const bodies = fc.oneof(fc.anything(), fc.dictionary(keys, fc.anything()));
    fc.assert(fc.property(fc.constantFrom(...names), bodies, (name, body) => void parsePbxEvent(name, body)));
  });

  it('have names of their own', () => {
    expect(isPbxEventName('bridge_leave')).toBe(true);
    expect(isPbxEventName('constructor')).toBe(false);
  });
});
