import { afterAll, beforeAll, expect, it } from 'vitest';
import { answeredCall, hangupOf, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
beforeAll(async () => void (system = await startSystem()));
afterAll(() => system.stop());

it('does not call late what a call was told of, though nobody heard Temporal say so before it closed', async () => {
  const enterprise = await system.enterprise({ uon: { calls: { late_s: 0, settle_ms: 100 } } });
  const [callId, phone] = [newCallId(), newPhone()];
  for (const { event, body } of answeredCall({ callId, phone })) await system.post(enterprise, event, body);
  await system.closed(enterprise, callId);
  const states = async () => {
    const sql = 'select event, state from inbox where call_id = $1 order by id';
    return (await system.pool.query<{ event: string; state: string }>(sql, [callId])).rows;
  };
  // As it is where the signal arrived and its answer did not.
  await system.pool.query(`update inbox set state = 'waiting' where call_id = $1`, [callId]);
  await waitFor('the sweeper', async () => (await states()).every(({ state }) => state !== 'waiting'));
  expect(new Set((await states()).map(({ state }) => state))).toEqual(new Set(['delivered']));

  const repeated = hangupOf({ callId, phone }, { CallStatus: '2', RecordUrl: 'https://records.example/1.mp3' });
  await system.post(enterprise, repeated.event, repeated.body);
  expect((await states()).at(-1)).toEqual({ event: 'hangup', state: 'late' });
  const journal = await system.journal(enterprise, callId);
  expect(journal?.steps.filter(({ status }) => status === 'late')).toHaveLength(1);
});
