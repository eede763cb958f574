import { expect, it } from 'vitest';
import type { LiveCall } from '../../../api/admin/calls/row.ts';
import { NOTHING_YET, withAll, withCall, withoutCall } from './live-change.ts';

const call = (id: string, more: Partial<LiveCall> = {}): LiveCall => ({
  ...{ call_id: id, opened_at: `2025-09-14T09:05:${id}Z`, status: 'ringing', direction: 'incoming', answered: false },
  ...{ phone: null, name: null, line: null, extension: null, manager: null, duration_s: null, failed_steps: 0 },
  ...{ has_recording: false, closed: false, forgotten: false, last_step: null },
  ...more,
});
const ids = ({ calls }: { calls: readonly LiveCall[] }) => calls.map(({ call_id: id }) => id);

it('a new call comes below those that were there, whatever the order in which they are told', () => {
  const live = withAll(NOTHING_YET, { calls: [call('20'), call('10')] });
  expect(ids(withCall(live, call('30')))).toEqual(['10', '20', '30']);
  expect(ids(withCall(live, call('15')))).toEqual(['10', '15', '20']);
});

it('a call that changes keeps its place, and leaves once it has ended', () => {
  const live = withAll(NOTHING_YET, { calls: [call('10'), call('20')] });
  const talking = withCall(live, call('10', { status: 'talking', name: 'Иванов Иван' }));
  expect([ids(talking), talking.calls[0]?.name]).toEqual([['10', '20'], 'Иванов Иван']);
  const ended = withCall(talking, call('10', { status: 'ended' }));
  expect([ids(ended), ended.ended]).toEqual([['20'], 1]);
  // What was owed to it is done now: the past calls have news.
  expect(withCall(ended, call('10', { status: 'ended', closed: true })).ended).toBe(2);
});

it('what ended while the line was broken is gone when it is back', () => {
  const live = withAll(NOTHING_YET, { calls: [call('10'), call('20')] });
  const back = withAll({ ...live, state: 'away' }, { calls: [call('20')] });
  expect([ids(back), back.ended, back.state]).toEqual([['20'], 1, 'live']);
});

it('one that is told of no more leaves, and has not ended', () => {
  const live = withAll(NOTHING_YET, { calls: [call('10'), call('20')] });
  const left = withoutCall(live, '10');
  expect([ids(left), left.ended, withoutCall(left, '10').calls.length]).toEqual([['20'], 0, 1]);
});
