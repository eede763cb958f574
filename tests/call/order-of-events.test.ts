import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredCall, hangupOf, missedCall, newCallId, newPhone, type ScriptedEvent } from '../support/call-script.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const CREATE = { create_client_on_call: true, create_lead: 'if_no_open' };

describe.concurrent('events twice, late and in any order', () => {
  let system: System;
  let enterprise: TestEnterprise;
  beforeAll(async () => {
    system = await startSystem();
    enterprise = await system.enterprise({ uon: { incoming_call_actions: CREATE } });
  });
  afterAll(() => system.stop());

  const play = async (events: readonly ScriptedEvent[]) => {
    for (const { event, body } of events) expect((await system.post(enterprise, event, body)).status).toBe(202);
  };
  const account = () => system.uon.account(enterprise.apiKey);
  const effectsOf = (phone: string) => {
    const clients = account().clients.filter(({ u_phone }) => u_phone.includes(phone));
    const ids = clients.map(({ u_id }) => u_id);
    return {
      clients: clients.map(({ manager_id }) => manager_id),
      leads: account()
        .leads.filter(({ client_id }) => ids.includes(client_id))
        .map(({ manager_id }) => manager_id),
      records: account()
        .callRecords.filter((one) => one.phone === phone)
        .map(({ manager_id, duration }) => [manager_id, duration]),
    };
  };

  it('have the effects of the right order, once', async () => {
    const runs: { phone: string; callId: string; order: string }[] = [];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3], { minLength: 12 }), async (order) => {
        const [callId, phone] = [newCallId(), newPhone()];
        const events = answeredCall({ callId, phone });
        await play(order.flatMap((index) => events[index] ?? []));
        runs.push({ phone, callId, order: order.join() });
      }),
      { numRuns: 24 },
    );
    for (const { phone, callId, order } of runs) {
      await system.closed(enterprise, callId);
      await waitFor(`managers after ${order}`, () => effectsOf(phone).leads[0] === 2);
      expect(effectsOf(phone), order).toEqual({ clients: [2], leads: [2], records: [[2, 60]] });
    }
  });

  it('make one client, one lead and five records of five calls at once from one unknown number', async () => {
    const phone = newPhone();
    const calls = Array.from({ length: 5 }, () => answeredCall({ callId: newCallId(), phone }));
    await Promise.all(calls.map((events) => play(events)));
    for (const [start] of calls) await system.closed(enterprise, String(start.body['UniqueId']));
    expect(effectsOf(phone)).toEqual({ clients: [2], leads: [2], records: Array.from({ length: 5 }, () => [2, 60]) });
  });

  it('log a lone hangup, which makes no client, until its dial comes', async () => {
    const [callId, phone] = [newCallId(), newPhone()];
    const [, dial, hangup] = missedCall({ callId, phone });
    await play([hangup]);
    await waitFor('the record', () => effectsOf(phone).records.length === 1);
    expect(effectsOf(phone)).toMatchObject({ clients: [], leads: [] });
    await play([dial]);
    await waitFor('client and lead', () => effectsOf(phone).leads.length === 1);
    expect(account().notifications.filter(({ text }) => text.includes(phone))).toEqual([]);
    expect(effectsOf(phone)).toEqual({ clients: [null], leads: [null], records: [[null, 0]] });
  });

  it('stand in the journal as late once the call is closed, and do nothing', async () => {
    const [callId, phone] = [newCallId(), newPhone()];
    const [start, dial, bridge] = answeredCall({ callId, phone });
    await play([start, dial, hangupOf({ callId, phone }, { CallStatus: '0' })]);
    await system.closed(enterprise, callId);
    await play([bridge]);
    const journal = await waitFor('the late event', async () => {
      const call = await system.journal(enterprise, callId);
      return call?.steps.some((step) => step.status === 'late') && call;
    });
    expect(journal.answered).toBe(false);
    expect(effectsOf(phone).clients).toEqual([null]);
  });

  it('end a call without a hangup after max_call_hours, and say so', async () => {
    const short = await system.enterprise({ uon: { calls: { max_call_hours: 0.0005, late_s: 0, settle_ms: 100 } } });
    const [answered, missed] = [newCallId(), newCallId()];
    for (const { event, body } of answeredCall({ callId: answered, phone: newPhone() }).slice(0, 3))
      await system.post(short, event, body);
    for (const { event, body } of missedCall({ callId: missed, phone: newPhone() }).slice(0, 2))
      await system.post(short, event, body);
    const journals = [await system.closed(short, answered), await system.closed(short, missed)];
    for (const { steps } of journals) {
      expect(steps).toContainEqual(expect.objectContaining({ name: 'hangup', status: 'failed' }));
    }
    expect(system.uon.account(short.apiKey).callRecords).toMatchObject([{ note: expect.stringContaining(answered) }]);
  });
});
