import { afterAll, beforeAll, expect, it } from 'vitest';
import { askCaller } from '../support/callers.ts';
import { ageCache, askedOf } from '../support/internal.ts';
import { answeredCall, missedCall, newCallId, newPhone, openingEvents } from '../support/call-script.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
beforeAll(async () => void (system = await startSystem()));
afterAll(() => system.stop());

const LEADS = [
  { id: 71, client_id: 5, status_id: 1, dat: '2025-09-02 10:00:00' },
  { id: 70, client_id: 5, status_id: 7 },
];
const REQUESTS = [{ id: 80, client_id: 5, status_id: 3, status: 'Оплачена', dat: '2025-08-01 10:00:00' }];
const MANAGERS = [{ u_id: 2 }, { u_id: 4, u_surname: 'Петрова', u_name: 'Анна' }];
const RECORD = {
  ...{ id: 1, phone: '', start: '2025-09-10 18:30:00', duration: 65, direction: 1, record_link: '' },
  ...{ manager_id: 4, office_id: null, note: 'по старой телефонии', client_id: 5 },
};
const DETAILS = ['lead-by-client', 'request-by-client', 'call_history_by_user', 'status_lead'];

interface Caller {
  readonly phone: string;
  readonly of: TestEnterprise;
}

/** A client of manager 4's with leads, a request, and a call that U-ON alone knows of; nothing of the account is known to us. */
async function caller(notifications: object = {}): Promise<Caller> {
  const phone = newPhone();
  const client = { u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${phone}`, manager_id: 4 };
  const of = await system.enterprise({
    seed: { clients: [client], leads: LEADS, requests: REQUESTS, managers: MANAGERS },
    uon: { notifications, calls: { late_s: 0, settle_ms: 100 } },
    smart: { mode: 'name' },
  });
  system.uon.account(of.apiKey).callRecords.push({ ...RECORD });
  return { phone, of };
}

/** Rings, and gives back the popups by manager. */
async function ring({ of, phone }: Caller, callId = newCallId()): Promise<Record<number, string>> {
  const { notifications } = system.uon.account(of.apiKey);
  const before = notifications.length;
  for (const { event, body } of openingEvents({ callId, phone })) await system.post(of, event, body);
  await waitFor('the popups', () => notifications.length === before + 2);
  return Object.fromEntries(notifications.slice(before).map(({ manager_id, text }) => [manager_id, text]));
}

/** A machine with more work than it can do may not come to U-ON's calls in the little time that they have: another one is tried. */
async function rungWithHistory(left = 4): Promise<{ known: Caller; callId: string; popups: Record<number, string> }> {
  const [known, callId] = [await caller(), newCallId()];
  const popups = await ring(known, callId);
  const isWhole = popups[2]?.includes('Последние звонки') && popups[2].includes('Петрова');
  return isWhole || left === 0 ? { known, callId, popups } : rungWithHistory(left - 1);
}

const kept = (of: TestEnterprise, kinds: readonly string[]) =>
  waitFor(`${kinds.join(' and ')} to be kept`, async () => {
    const sql = 'select 1 from client_lists where enterprise_number = $1 and kind = any ($2)';
    return (await system.pool.query(sql, [of.number, kinds])).rowCount === kinds.length;
  });
const routesOf = ({ of }: Caller) =>
  system.uon.requests.filter(({ apiKey }) => apiKey === of.apiKey).map(({ route }) => route);

it('of a client who is looked up it shows leads and U-ON’s own calls, read once for the call and its actions', async () => {
  const { known, callId, popups } = await rungWithHistory();
  expect(popups[4]).toContain('⭐ Ваш клиент');
  expect(popups[2]).toContain('🤝 Клиент менеджера: Петрова Анна');
  // After title, name, whose client, number, line, extension and time.
  expect(popups[2]?.split('\n').slice(7)).toEqual([
    '📋 Активные обращения:',
    '• <a href="https://id67054.u-on.ru/lead/edit/71" target="_blank">№ 71</a>, Новый, 02.09.2025',
    '🕓 Последние звонки:',
    '• 10.09.2025 в 18:30, исходящий, Петрова Анна, 1 мин 5 с',
  ]);
  for (const { event, body } of answeredCall({ callId, phone: known.phone }).slice(2))
    await system.post(known.of, event, body);
  const atTheDial = routesOf(known).slice(0, routesOf(known).lastIndexOf('notification/create') + 1);
  expect(atTheDial.filter((route) => route === 'lead-by-client')).toHaveLength(1);
  const journal = await system.closed(known.of, callId);
  expect(journal.steps.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(journal.steps.filter(({ name }) => name === 'lead/create')).toMatchObject([{ status: 'skipped' }]);
});

it('of a client who is known it goes out before U-ON is asked anything, and says that the call before was missed', async () => {
  const known = await caller({ show_requests: true });
  const first = newCallId();
  const looked = await ring(known, first);
  const request =
    '🧳 Заявки:\n• <a href="https://id67054.u-on.ru/request/edit/80" target="_blank">№ 80</a>, Оплачена, 01.08.2025';
  expect(looked[2]).toContain(request);
  const { of, phone } = known;
  const hangup = missedCall({ callId: first, phone })[2];
  await system.post(of, hangup.event, hangup.body);
  await system.closed(of, first);
  await kept(of, ['leads', 'requests']);
  await system.pool.query(`delete from client_lists where enterprise_number = $1 and kind = 'calls'`, [of.number]);
  const before = routesOf(known).length;
  const popups = await ring(known);
  expect(routesOf(known)[before]).toBe('notification/create');
  expect(popups[2]).toMatch(/❗ Прошлый звонок пропущен: (сегодня|вчера) в \d\d:\d\d/);
  expect(popups[2]).toMatch(/• (сегодня|вчера) в \d\d:\d\d, входящий, пропущен/);
  for (const part of ['/lead/edit/71"', request]) expect(popups[2]).toContain(part);
  // U-ON's calls are no reason to wait: they are read then, for the next one.
  await kept(of, ['calls']);
  expect((await ring(known))[2]).toMatch(/исходящий.*\n?.*1 мин 5 с/);
});

it('of a client who is known what is not fresh is asked for, and nothing else', async () => {
  const known = await caller();
  await ring(known);
  await kept(known.of, ['leads']);
  const sql = `update client_lists set fetched_at = fetched_at - interval '5 hours' where enterprise_number = $1`;
  await system.pool.query(sql, [known.of.number]);
  for (const lead of system.uon.account(known.of.apiKey).leads) lead.status_id = 7;
  const before = routesOf(known).length;
  const popups = await ring(known);
  expect(popups[2]).toContain('Юонова Юлия');
  expect(popups[2]).not.toContain('/lead/edit/');
  const asked = routesOf(known).slice(before);
  const forTheCard = asked.slice(0, asked.indexOf('notification/create'));
  expect(forTheCard).toContain('lead-by-client');
  expect(forTheCard).not.toContain('user/phone');
});

it('shows leads of a client of whom the PBX asked a moment ago, read meanwhile', async () => {
  const { of, phone } = await caller();
  await askCaller(system, of, phone);
  await kept(of, ['leads']);
  const popups = await ring({ of, phone });
  expect(popups[2]).toContain('/lead/edit/71"');
  const asked = routesOf({ of, phone });
  expect(asked.filter((route) => route === 'user/phone')).toHaveLength(1);
  expect(asked.indexOf('notification/create')).toBe(asked.lastIndexOf('status_lead') + 1);
});

it('asks an account that refuses its managers once, and shows the id', async () => {
  const known = await caller();
  system.uon.faults.add({ apiKey: known.of.apiKey, route: 'manager', kind: 'refused', times: Infinity });
  for (let n = 0; n < 3; n += 1) {
    expect((await ring(known))[2]).toContain('/lead/edit/71"');
    await system.pool.query('delete from profiles where enterprise_number = $1', [known.of.number]);
  }
  expect(askedOf(system, known.of, 'manager')).toBeLessThanOrEqual(1);
});

it('does not wait for U-ON’s calls, nor longer than three seconds for leads; basic ones ask for none of it', async () => {
  const [slowHistory, slowLeads, basic] = await Promise.all([caller(), caller(), caller({ enriched: false })]);
  const slow = (of: TestEnterprise, route: string) =>
    system.uon.faults.add({ apiKey: of.apiKey, route, kind: 'slow', delayMs: 6_000, times: Infinity });
  slow(slowHistory.of, 'call_history_by_user');
  slow(slowLeads.of, 'lead-by-client');
  const took = async (who: Caller) => {
    const from = performance.now();
    const popups = await ring(who);
    return { text: popups[2] ?? '', ms: performance.now() - from };
  };
  const [history, leads, plain] = await Promise.all([took(slowHistory), took(slowLeads), took(basic)]);
  expect(history.text).toContain('/lead/edit/71"');
  expect(history.text).not.toContain('1 мин 5 с');
  expect(history.ms).toBeLessThan(2_500);
  expect(leads.text).toContain('Юонова Юлия');
  expect(leads.text).not.toContain('/lead/edit/');
  expect(leads.ms).toBeLessThan(5_000);
  expect(plain.text).toMatch(/^Входящий звонок: /);
  const beforePopup = routesOf(basic).slice(0, routesOf(basic).indexOf('notification/create'));
  expect(beforePopup.filter((route) => DETAILS.includes(route))).toEqual([]);
  expect(askedOf(system, basic.of, 'call_history_by_user')).toBe(0);
});

it('shows leads as they were read last where U-ON can’t be waited for', async () => {
  const known = await caller();
  await ring(known);
  await kept(known.of, ['leads', 'calls']);
  await ageCache(system, known.of);
  system.uon.faults.add({ apiKey: known.of.apiKey, route: 'lead-by-client', kind: '5xx', times: Infinity });
  const again = await ring(known);
  expect(again[2]).toContain('/lead/edit/71"');
});
