import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountSeed } from '../../simulators/uon/account-seed.ts';
import { answeredCall, missedCall, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const LEADS = {
  'some active': [
    { id: 71, client_id: 5, status_id: 1, dat: '2025-09-02 10:00:00' },
    { id: 70, client_id: 5, status_id: 7 },
  ],
  'only archived': [{ id: 70, client_id: 5, status_id: 7 }],
  none: [],
};

function seedFor(phone: string, leads: AccountSeed['leads'], more: object = {}): AccountSeed {
  const client = { u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_sname: 'Николаевна', u_phone: `+${phone}`, ...more };
  return { clients: [client], leads: leads ?? [] };
}

describe.concurrent('a client that U-ON knows', () => {
  let system: System;
  beforeAll(async () => void (system = await startSystem()));
  afterAll(() => system.stop());

  const cells = (['incoming', 'outgoing'] as const).flatMap((direction) =>
    (Object.keys(LEADS) as (keyof typeof LEADS)[]).flatMap((leads) =>
      (['never', 'if_no_open', 'if_no_request'] as const).map((create) => ({ direction, leads, create })),
    ),
  );
  const CREATED: Record<string, number | undefined> = {
    'only archived if_no_open': 22,
    'none if_no_open': 33,
    'none if_no_request': 33,
  };

  it.each(cells)('$direction, with $leads leads and "$create"', async ({ direction, leads, create }) => {
    const [callId, phone] = [newCallId(), newPhone()];
    const actions = { create_lead: create, status_lead_no_open: 22, status_lead_no_leads: '33' };
    const enterprise = await system.enterprise({
      seed: seedFor(phone, LEADS[leads]),
      uon: { [`${direction}_call_actions`]: actions, notifications: { outgoing: true } },
    });
    const account = system.uon.account(enterprise.apiKey);
    const before = account.leads.length;
    for (const { event, body } of answeredCall({ callId, phone, type: direction === 'incoming' ? 0 : 1 })) {
      await system.post(enterprise, event, body);
    }
    const journal = await system.closed(enterprise, callId);

    const created = account.leads.slice(before);
    const expected = CREATED[`${leads} ${create}`];
    expect(created.map(({ status_id }) => status_id)).toEqual(expected === undefined ? [] : [expected]);
    if (expected !== undefined) {
      expect(created[0]).toMatchObject({ source: direction === 'incoming' ? 'Входящий звонок' : 'Исходящий звонок' });
      expect(journal.lead_id).toBe(String(created[0]?.id));
    }
    expect(account.leads.map(({ manager_id }) => manager_id)).toEqual(account.leads.map(() => 2));
    expect(account.clients).toMatchObject([{ u_id: 5, manager_id: 2 }]);
    expect(account.callRecords).toMatchObject([{ direction: direction === 'incoming' ? 2 : 1, duration: 60 }]);
    expect(journal).toMatchObject({ direction, client_id: '5', manager_id: '2' });
    const requests = system.uon.requests.filter((one) => one.apiKey === enterprise.apiKey);
    expect(requests.filter(({ route }) => route === 'user/create')).toEqual([]);
    const lead = requests.find(({ route }) => route === 'lead/create');
    if (lead) expect(lead.body).toMatchObject({ ignore_tourist_notification: 1, ignore_actions_and_reminders: 1 });
  });

  it('keeps the managers that it has, and the newest active lead gets its status', async () => {
    const [callId, phone] = [newCallId(), newPhone()];
    const leads = [
      { id: 71, client_id: 5, status_id: 1, manager_id: 4, dat: '2025-09-02 10:00:00' },
      { id: 72, client_id: 5, status_id: 1, dat: '2025-09-03 10:00:00' },
      { id: 70, client_id: 5, status_id: 7 },
    ];
    const enterprise = await system.enterprise({
      seed: seedFor(phone, leads, { manager_id: 9 }),
      uon: { incoming_call_actions: { status_lead_active: 5 } },
    });
    const account = system.uon.account(enterprise.apiKey);
    for (const { event, body } of answeredCall({ callId, phone })) await system.post(enterprise, event, body);
    await system.closed(enterprise, callId);
    const rows = Object.fromEntries(account.leads.map((lead) => [lead.id, [lead.status_id, lead.manager_id]]));
    expect(rows).toEqual({ 71: [1, 4], 72: [5, 2], 70: [7, 2] });
    expect(account.clients[0]?.manager_id).toBe(9);
  });

  it('is named in the popup with a link to its card, escaped; a company by its name', async () => {
    const [callId, phone] = [newCallId(), newPhone()];
    const company = {
      u_type: 2 as const,
      u_company: 'ООО "Рога & <Копыта>"',
      u_name: 'Петр',
      u_surname: 'Петров',
      u_sname: '',
    };
    const enterprise = await system.enterprise({
      seed: seedFor(phone, [], company),
      lines: [{ trunk: '0001363', name: '0367-june' }],
    });
    const account = system.uon.account(enterprise.apiKey);
    for (const { event, body } of answeredCall({ callId, phone }).slice(0, 2))
      await system.post(enterprise, event, body);
    await waitFor('the popups', () => account.notifications.length === 2);
    const text = account.notifications.find(({ manager_id }) => manager_id === 2)?.text ?? '';
    expect(text.split('\n')).toEqual([
      '📞 <b>Входящий звонок</b>',
      '🏢 <a href="https://id67054.u-on.ru/client_edit.php?client_id=5" target="_blank">ООО &quot;Рога &amp; &lt;Копыта&gt;&quot;</a>',
      '👤 Петров Петр (контакт)',
      `📱 +${phone}`,
      '🏢 Линия: 0367-june',
      '👨‍💼 Менеджер: 151',
      expect.stringMatching(/^⏰ \d\d:\d\d:\d\d$/),
    ]);
  });

  it('missed, leaves a task and a status, and no manager', async () => {
    const [callId, phone] = [newCallId(), newPhone()];
    const enterprise = await system.enterprise({
      seed: seedFor(phone, LEADS['some active']),
      uon: { incoming_call_actions: { missed_call_task: true, task_minutes: 15, missed_call_status: 5 } },
    });
    const account = system.uon.account(enterprise.apiKey);
    for (const { event, body } of missedCall({ callId, phone })) await system.post(enterprise, event, body);
    const journal = await system.closed(enterprise, callId);
    expect(journal).toMatchObject({ answered: false, duration: 0 });
    expect(account.callRecords).toMatchObject([
      { duration: 0, manager_id: 2, note: expect.stringContaining('пропущен') },
    ]);
    expect(account.reminders).toMatchObject([{ tr_id: 5, r_id: 71, manager_id: 2 }]);
    expect(account.leads.find(({ id }) => id === 71)).toMatchObject({ status_id: 5, manager_id: null });
    expect(account.clients[0]?.manager_id).toBeNull();
  });

  it('missed, leaves a task within the hours of the client, by his clocks', async () => {
    const [callId, phone] = [newCallId(), newPhone()];
    // Three days of the week from the day after tomorrow on have such hours: the task waits for the first of them.
    const days = [2, 3, 4].map((ahead) => ((new Date(Date.now() + ahead * 86_400_000).getUTCDay() + 6) % 7) + 1);
    const enterprise = await system.enterprise({
      seed: seedFor(phone, [], { timezone: '+10' }),
      uon: { incoming_call_actions: { missed_call_task: true, working_hours: { days } } },
    });
    const account = system.uon.account(enterprise.apiKey);
    for (const { event, body } of missedCall({ callId, phone })) await system.post(enterprise, event, body);
    await system.closed(enterprise, callId);
    expect(account.reminders).toMatchObject([
      {
        datetime: expect.stringMatching(/ 02:00:00$/),
        text: expect.stringContaining('в срок задачи у клиента 09:00'),
      },
    ]);
  });

  it.each([
    ['his manager', { manager_id: 4 }, ['151', '152'], { default_manager_id: 9 }, 4],
    ['the manager of the extension rung first', {}, ['152', '151'], { default_manager_id: 9 }, 4],
    ['the default manager', {}, ['777'], { default_manager_id: 4 }, 4],
    ['nobody', {}, ['777'], {}, null],
  ])('missed, leaves the task to %s', async (_, ofClient, rung, uon, managerId) => {
    const [callId, phone] = [newCallId(), newPhone()];
    const enterprise = await system.enterprise({
      seed: seedFor(phone, [], ofClient),
      uon: { ...uon, incoming_call_actions: { missed_call_task: true } },
    });
    const account = system.uon.account(enterprise.apiKey);
    for (const { event, body } of missedCall({ callId, phone, rung })) await system.post(enterprise, event, body);
    const { steps } = await system.closed(enterprise, callId);
    expect(account.reminders.map(({ manager_id }) => manager_id)).toEqual(managerId === null ? [] : [managerId]);
    const note = expect.objectContaining({ status: 'skipped', error: expect.stringContaining('nobody to give') });
    if (managerId === null) expect(steps).toContainEqual(note);
  });
});
