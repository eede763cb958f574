import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredCall, hangupOf, missedCall, newCallId, newPhone, type ScriptedEvent } from '../support/call-script.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const CREATE = { create_client_on_call: true, create_lead: 'if_no_open' };

describe.concurrent('calls that are not like the others', () => {
  let system: System;
  beforeAll(async () => void (system = await startSystem()));
  afterAll(() => system.stop());

  const play = async (enterprise: TestEnterprise, events: readonly ScriptedEvent[]) => {
    for (const { event, body } of events) expect((await system.post(enterprise, event, body)).status).toBe(202);
  };
  const requestsOf = (enterprise: TestEnterprise) =>
    system.uon.requests.filter((one) => one.apiKey === enterprise.apiKey).map(({ route }) => route);

  it('of a hidden number stay in the journal, with a popup without links', async () => {
    const enterprise = await system.enterprise({ uon: { incoming_call_actions: CREATE } });
    const callId = newCallId();
    const [start, dial, ...rest] = answeredCall({ callId, phone: 'anonymous' });
    await play(enterprise, [start, dial]);
    await waitFor('the popups', () => requestsOf(enterprise).length === 2);
    await play(enterprise, rest);
    const journal = await system.closed(enterprise, callId);
    expect(journal).toMatchObject({ answered: true, extension: '151', client_id: null });
    expect(new Set(requestsOf(enterprise))).toEqual(new Set(['notification/create']));
    for (const { text } of system.uon.account(enterprise.apiKey).notifications) {
      expect(text).toContain('Номер скрыт');
      expect(text).not.toContain('href');
    }
  });

  it('of the agency itself and internal ones never reach U-ON', async () => {
    const own = newPhone();
    const enterprise = await system.enterprise({
      uon: { incoming_call_actions: CREATE },
      lines: [{ trunk: '0001363', name: 'Главная', phone: `+${own}` }],
    });
    const [first, second] = [newCallId(), newCallId()];
    await play(enterprise, answeredCall({ callId: first, phone: own }));
    const internal = { UniqueId: second, Phone: '152', CallType: 2, Trunk: '' };
    await play(enterprise, [
      { event: 'start', body: internal },
      { event: 'dial', body: { ...internal, Extensions: ['151'] } },
      { event: 'bridge', body: { UniqueId: second, CallerIDNum: '152', ConnectedLineNum: '151' } },
      hangupOf({ callId: second, phone: '152' }, { CallType: 2, CallStatus: '2' }),
    ]);
    expect(await system.closed(enterprise, first)).toMatchObject({ direction: 'incoming', answered: true });
    expect(await system.closed(enterprise, second)).toMatchObject({ direction: 'internal', answered: true });
    expect(requestsOf(enterprise)).toEqual([]);
  });

  it('with a recording that comes late have it added to the lead; the record stays one', async () => {
    const enterprise = await system.enterprise({
      uon: { incoming_call_actions: CREATE, calls: { late_s: 3, settle_ms: 300 } },
    });
    const account = system.uon.account(enterprise.apiKey);
    const [callId, phone] = [newCallId(), newPhone()];
    const events = answeredCall({ callId, phone });
    await play(enterprise, events);
    await waitFor('the record', () => account.callRecords.length === 1);
    await waitFor('the lead', () => account.leads.length === 1);
    const url = 'https://records.example/late.mp3';
    await play(enterprise, [{ event: 'hangup', body: { ...events[3].body, RecordUrl: url } }]);
    await system.closed(enterprise, callId);
    expect(account.callRecords).toMatchObject([{ record_link: '' }]);
    expect(account.actions.filter(({ text }) => text.includes(url))).toMatchObject([{ r_id: account.leads[0]?.id }]);
  });

  it('wait for the recording where they are told to', async () => {
    const enterprise = await system.enterprise({ uon: { calls: { recording_wait_s: 20, late_s: 0, settle_ms: 100 } } });
    const account = system.uon.account(enterprise.apiKey);
    const [callId, phone] = [newCallId(), newPhone()];
    const events = missedCall({ callId, phone });
    await play(enterprise, events);
    await waitFor('the hangup', async () => (await system.journal(enterprise, callId))?.status === 'ended');
    await play(enterprise, [
      { event: 'hangup', body: { ...events[2].body, RecordUrl: 'https://records.example/1.mp3' } },
    ]);
    await system.closed(enterprise, callId);
    expect(account.callRecords).toMatchObject([{ record_link: 'https://records.example/1.mp3', duration: 0 }]);
  });

  it('that were missed become answered by a bridge that comes late', async () => {
    const enterprise = await system.enterprise({
      uon: { incoming_call_actions: CREATE, calls: { late_s: 4, settle_ms: 100 } },
    });
    const account = system.uon.account(enterprise.apiKey);
    const [callId, phone] = [newCallId(), newPhone()];
    await play(enterprise, missedCall({ callId, phone }));
    await waitFor('the record', () => account.callRecords.length === 1);
    await waitFor('the lead', () => account.leads.length === 1);
    await play(enterprise, [answeredCall({ callId, phone })[2]]);
    expect(await system.closed(enterprise, callId)).toMatchObject({ answered: true, manager_id: '2' });
    expect(account.callRecords).toMatchObject([{ duration: 0 }]);
    expect([account.clients[0]?.manager_id, account.leads[0]?.manager_id]).toEqual([2, 2]);
  });

  it('have the basic popup when U-ON is slow to tell who calls, and are logged all the same', async () => {
    const phone = newPhone();
    const enterprise = await system.enterprise({
      seed: { clients: [{ u_id: 5, u_name: 'Юлия', u_phone: `+${phone}` }] },
    });
    const account = system.uon.account(enterprise.apiKey);
    const fault = system.uon.faults.add({
      apiKey: enterprise.apiKey,
      route: 'user/phone',
      kind: '5xx',
      times: Infinity,
    });
    const callId = newCallId();
    const started = Date.now();
    await play(enterprise, answeredCall({ callId, phone }).slice(0, 2));
    await waitFor('the popups', () => account.notifications.length === 2);
    expect(Date.now() - started).toBeLessThan(6_000);
    expect(account.notifications[0]?.text).toContain(`Входящий звонок: +${phone}`);
    await play(enterprise, answeredCall({ callId, phone }).slice(2));
    await waitFor('the record', () => account.callRecords.length === 1);
    system.uon.faults.remove(fault);
    await system.closed(enterprise, callId);
    expect(account.clients[0]?.manager_id).toBe(2);
    expect(account.notifications).toHaveLength(2);
  });

  it('have one lead and one record though answers were lost and U-ON spoils the Cyrillic of forms', async () => {
    const enterprise = await system.enterprise({ uon: { body_format: 'form', incoming_call_actions: CREATE } });
    const account = system.uon.account(enterprise.apiKey);
    for (const route of ['lead/create', 'call_history/create'])
      system.uon.faults.add({ apiKey: enterprise.apiKey, route, kind: 'reset', when: 'after' });
    const callId = newCallId();
    await play(enterprise, answeredCall({ callId, phone: newPhone() }));
    await system.closed(enterprise, callId);
    expect(account.callRecords).toMatchObject([{ note: expect.stringMatching(/\?\?: [\d.]+$/) }]);
    expect(account.leads).toMatchObject([{ note: expect.stringMatching(/\?\? [\d.]+$/) }]);
  });

  it('write names over all rows of the person where U-ON is primary', async () => {
    const phones = [newPhone(), newPhone()] as const;
    const client = { u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: phones[0], u_phone_mobile: phones[1] };
    const enterprise = await system.enterprise({
      seed: { clients: [client] },
      uon: { primary: true, cache: { profile_s: 0 } },
    });
    for (const phone of phones) {
      const callId = newCallId();
      await play(enterprise, missedCall({ callId, phone }));
      await system.closed(enterprise, callId);
      const row = system.uon.account(enterprise.apiKey).clients[0];
      if (row) row.u_surname = 'Иванова';
    }
    const { rows } = await system.pool.query(
      `select phone_e164, last_name, first_name, meta from customers where enterprise_number = $1 order by 1`,
      [enterprise.number],
    );
    const meta = { ids: { uon: ['5'] }, person_uid: 'uon:5' };
    expect(rows).toEqual(
      phones.toSorted().map((phone) => ({ phone_e164: `+${phone}`, last_name: 'Иванова', first_name: 'Юлия', meta })),
    );
  });
});
