import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const CREATE = { create_client_on_call: true, create_lead: 'if_no_open', status_lead_no_leads: 3 };

describe('an unknown caller', () => {
  let system: System;
  beforeAll(async () => void (system = await startSystem()));
  afterAll(() => system.stop());

  it('becomes a client with a lead, is announced with the new card, logged, and given the manager who talked', async () => {
    const enterprise = await system.enterprise({ uon: { incoming_call_actions: CREATE } });
    const [callId, phone] = [newCallId(), newPhone()];
    const [start, dial, bridge, hangup] = answeredCall({ callId, phone });
    const account = system.uon.account(enterprise.apiKey);

    for (const { event, body } of [start, dial]) {
      const answer = await system.post(enterprise, event, body);
      expect(answer.status).toBe(202);
      expect(await answer.json()).toEqual({ call_id: callId });
    }
    await waitFor('both popups', () => account.notifications.length === 2);
    for (const { event, body } of [bridge, hangup]) await system.post(enterprise, event, body);
    const journal = await system.closed(enterprise, callId);
    await waitFor('the lead has its manager', () => account.leads[0]?.manager_id === 2);

    const [client] = account.clients;
    const [lead] = account.leads;
    expect(client).toMatchObject({ u_name: `Новый клиент +${phone}`, manager_id: 2 });
    expect(lead).toMatchObject({ client_id: client?.u_id, status_id: 3, source: 'Входящий звонок', manager_id: 2 });
    expect(account.notifications.map(({ manager_id }) => manager_id).toSorted()).toEqual([2, 4]);
    expect(account.notifications[0]?.text).toContain(
      `https://id67054.u-on.ru/client_edit.php?client_id=${client?.u_id}`,
    );
    expect(account.callRecords).toMatchObject([
      { phone, direction: 2, duration: 60, manager_id: 2, start: '2025-09-14 12:05:13' },
    ]);
    expect(journal).toMatchObject({
      status: 'ended',
      direction: 'incoming',
      answered: true,
      extension: '151',
      manager_id: '2',
      duration: 60,
      client_id: String(client?.u_id),
      lead_id: String(lead?.id),
    });

    const of = (route: string) =>
      system.uon.requests.filter((one) => one.apiKey === enterprise.apiKey && one.route === route);
    const [created] = of('user/create');
    const [leadCreated] = of('lead/create');
    expect((leadCreated?.at ?? 0) - (created?.at ?? 0)).toBeGreaterThanOrEqual(1000);
    expect(of('lead-by-client').filter((one) => one.at < (leadCreated?.at ?? 0))).toEqual([]);
    expect(account.callRecords[0]?.note).toContain(callId);
  });
});
