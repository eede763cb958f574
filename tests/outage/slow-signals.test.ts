import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePbxEvent } from '../../domain/pbx-event.ts';
import { acceptEvent } from '../../intake/accept.ts';
import { answeredCall, hangupOf, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const RECORDING = 'https://records.example/slow.mp3';
let system: System;
beforeAll(async () => void (system = await startSystem()));
afterAll(() => system.stop());

describe('an event that was acknowledged and that nobody has signalled when its call would close', () => {
  it('does its work: a recording', async () => {
    const enterprise = await system.enterprise({
      uon: {
        incoming_call_actions: { create_client_on_call: true },
        calls: { late_s: 3, settle_ms: 300 },
      },
    });
    const account = system.uon.account(enterprise.apiKey);
    const [callId, phone] = [newCallId(), newPhone()];
    const events = answeredCall({ callId, phone });
    for (const { event, body } of events) await system.post(enterprise, event, body);
    await waitFor('the record', () => account.callRecords.length === 1);

    await acceptUnsignalled(enterprise, { ...events[3].body, RecordUrl: RECORDING });
    await system.closed(enterprise, callId);
    expect(account.actions.filter(({ text }) => text.includes(RECORDING))).toHaveLength(1);
    expect(await signalledLater(callId)).toEqual(['delivered']);
  });

  it('does its work: a recording that the record waits for', async () => {
    const enterprise = await system.enterprise({
      uon: { calls: { late_s: 0, settle_ms: 300, recording_wait_s: 4 } },
    });
    const [callId, phone] = [newCallId(), newPhone()];
    const events = answeredCall({ callId, phone });
    for (const { event, body } of events) await system.post(enterprise, event, body);
    await acceptUnsignalled(enterprise, { ...events[3].body, RecordUrl: RECORDING });
    await system.closed(enterprise, callId);
    expect(system.uon.account(enterprise.apiKey).callRecords).toMatchObject([{ record_link: RECORDING }]);
    expect(await signalledLater(callId)).toEqual(['delivered']);
  });

  it('does its work: a bridge that a missed call waits for', async () => {
    const enterprise = await system.enterprise({ uon: { calls: { late_s: 0, settle_ms: 3_000 } } });
    const [callId, phone] = [newCallId(), newPhone()];
    const [start, dial, bridge, hangup] = answeredCall({ callId, phone });
    const unanswered = { ...hangup, body: { ...hangup.body, CallStatus: '0' } };
    for (const { event, body } of [start, dial, unanswered]) await system.post(enterprise, event, body);
    await acceptUnsignalled(enterprise, bridge.body, 'bridge');
    expect(await system.closed(enterprise, callId)).toMatchObject({ answered: true, manager_id: '2' });
    expect(await signalledLater(callId)).toEqual(['delivered']);
  });

  it('does its work: the hangup of a call whose hours were over', async () => {
    const enterprise = await system.enterprise({
      uon: { calls: { max_call_hours: 0.001, late_s: 0, settle_ms: 100 } },
    });
    const [callId, phone] = [newCallId(), newPhone()];
    const [start, dial, bridge] = answeredCall({ callId, phone });
    for (const { event, body } of [start, dial, bridge]) await system.post(enterprise, event, body);
    await acceptUnsignalled(enterprise, hangupOf({ callId, phone }, { CallStatus: '2', RecordUrl: RECORDING }).body);

    const journal = await system.closed(enterprise, callId);
    expect(journal.steps.filter(({ name }) => name === 'hangup')).toEqual([]);
    expect(system.uon.account(enterprise.apiKey).callRecords).toMatchObject([{ record_link: RECORDING }]);
    expect(await signalledLater(callId)).toEqual(['delivered']);
  });
});

it('an event that turned out to be another call’s does nothing, though the word of it is slow to come', async () => {
  const enterprise = await system.enterprise({ uon: { calls: { late_s: 0, settle_ms: 300 } } });
  const [callId, phone] = [newCallId(), newPhone()];
  const [start, dial, bridge, hangup] = answeredCall({ callId, phone });
  const leg = { UniqueId: newCallId(), CallerIDNum: '152', ConnectedLineNum: phone, Channel: 'SIP/152-1' };
  for (const { event, body } of [start, dial, bridge]) await system.post(enterprise, event, body);
  expect(await (await system.post(enterprise, 'bridge', leg)).json()).toEqual({ call_id: callId });
  const own = (state: string) =>
    system.pool.query(`select from inbox where uniqueid = $1 and state = $2`, [leg.UniqueId, state]);
  await waitFor('the leg to be heard', async () => (await own('delivered')).rowCount === 1);
  await system.pool.query(`update inbox set call_id = uniqueid, moved_from = $2 where uniqueid = $1`, [
    leg.UniqueId,
    callId,
  ]);
  await system.post(enterprise, hangup.event, hangup.body);
  expect(await system.closed(enterprise, callId)).toMatchObject({ manager_id: '2', extension: '151' });
});

/** An event that is durable while Temporal, or whoever would signal it, stands still: the sweeper takes what is old. */
async function acceptUnsignalled(
  { number }: TestEnterprise,
  body: Readonly<Record<string, unknown>>,
  name: 'hangup' | 'bridge' = 'hangup',
): Promise<void> {
  const parsed = parsePbxEvent(name, body);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const deps = { pool: system.pool, hashPhone: (enterprise: string, e164: string) => `${enterprise} ${e164}` };
  const { callId } = await acceptEvent(deps, { enterprise: number, country: 'BY', ownNumbers: [] }, parsed.event, body);
  const later = `clock_timestamp() + interval '1 hour'`;
  await system.pool.query(`update inbox set received_at = ${later} where call_id = $1 and state = 'waiting'`, [callId]);
}

/** What became of the waiting events once they were signalled. */
async function signalledLater(callId: string): Promise<string[]> {
  const { rows } = await system.pool.query<{ id: number }>(
    `update inbox set received_at = clock_timestamp() - interval '1 minute'
      where call_id = $1 and state = 'waiting' returning id`,
    [callId],
  );
  return waitFor('the sweeper', async () => {
    const sql = 'select state from inbox where id = any($1)';
    const states = (await system.pool.query<{ state: string }>(sql, [rows.map(({ id }) => id)])).rows;
    return states.every(({ state }) => state !== 'waiting') && states.map(({ state }) => state);
  });
}
