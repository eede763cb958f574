import { afterAll, beforeAll, expect, it } from 'vitest';
import { callsAnswer, exportSizeAnswer, type CallsAnswer } from '../../api/admin/calls/operations.ts';
import { addUser, loggedIn, OWNER, type Visitor } from '../support/admin.ts';
import { answeredCall, missedCall, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { addCalls } from '../support/journal.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
let own: TestEnterprise;
let foreign: TestEnterprise;
let owner: Visitor;
beforeAll(async () => {
  system = await startSystem();
  [own, foreign] = [await system.enterprise(), await system.enterprise()];
  await addUser(system.pool, 'owner@example.com', OWNER);
  owner = await loggedIn(system.url, 'owner@example.com');
});
afterAll(() => system.stop());

const path = ({ number }: TestEnterprise, query: Record<string, string> = {}, place = '') =>
  `/api/admin/enterprises/${number}/calls${place}?${new URLSearchParams(query).toString()}`;
async function list(query: Record<string, string> = {}, enterprise = own): Promise<CallsAnswer> {
  const answer = await owner.ask('GET', path(enterprise, query));
  expect(answer.status).toBe(200);
  return callsAnswer.parse(await answer.json());
}
const idsOf = ({ calls }: CallsAnswer) => calls.map(({ call_id }) => call_id);
const found = async (query: Record<string, string>, enterprise = own) => idsOf(await list(query, enterprise));

it('calls that were played are found by each of their sides, and by nobody else', async () => {
  const [answered, missed] = [
    { callId: newCallId(), phone: newPhone() },
    { callId: newCallId(), phone: newPhone() },
  ];
  for (const { event, body } of answeredCall(answered)) await system.post(own, event, body);
  await system.closed(own, answered.callId);
  for (const { event, body } of missedCall(missed)) await system.post(own, event, body);
  await system.closed(own, missed.callId);
  const all = await list();
  expect(idsOf(all)).toEqual([missed.callId, answered.callId]);
  expect([all.next, all.timezone]).toEqual([null, 'Europe/Minsk']);
  expect(all.calls[1]).toMatchObject({
    ...{ status: 'ended', direction: 'incoming', answered: true, phone: `+${answered.phone}`, extension: '151' },
    ...{ manager: { id: '2' }, duration_s: 60, failed_steps: 0, has_recording: false, closed: true, forgotten: false },
  });
  const number = answered.phone;
  const spellings = [`+${number}`, number, `80${number.slice(3)}`, `(${number.slice(3, 5)}) ${number.slice(5)}`];
  for (const phone of [...spellings, number.slice(-7), number.slice(-4)])
    expect(await found({ phone }), phone).toEqual([answered.callId]);
  expect(await found({ phone: '+375440000000' })).toEqual([]);
  expect(await found({ result: 'answered' })).toEqual([answered.callId]);
  expect(await found({ result: 'missed' })).toEqual([missed.callId]);
  expect(await found({ extension: '151' })).toEqual([answered.callId]);
  expect(await found({ result: 'failed' })).toEqual([]);
  expect(await found({ manager_id: '2', result: 'answered' })).toEqual([answered.callId]);
  expect(await found({ manager_id: '4' })).toEqual([]);
  expect(await found({ direction: 'outgoing' })).toEqual([]);
  expect(await found({}, foreign)).toEqual([]);
});

it('days are those of the enterprise: a call after midnight in Minsk is of the new day', async () => {
  const enterprise = await system.enterprise();
  await addCalls(system.pool, enterprise.number, [
    { callId: 'before', openedAt: '2025-09-13T20:59:59.999Z' },
    { callId: 'first', openedAt: '2025-09-13T21:00:00Z' },
    { callId: 'last', openedAt: '2025-09-14T20:59:59.999Z' },
    { callId: 'after', openedAt: '2025-09-14T21:00:00Z' },
  ]);
  expect(await found({ from: '2025-09-14', to: '2025-09-14' }, enterprise)).toEqual(['last', 'first']);
  expect(await found({ from: '2025-09-15' }, enterprise)).toEqual(['after']);
  expect(await found({ to: '2025-09-13' }, enterprise)).toEqual(['before']);
});

it('pages follow each other without a gap or a repeat, also among calls of one moment', async () => {
  const enterprise = await system.enterprise();
  const calls = Array.from({ length: 23 }, (_, n) => ({
    ...{ callId: `1.${n}`, openedAt: `2025-09-14T10:00:00.00000${n % 3}Z`, isClosed: n % 5 !== 0 },
    ...{ direction: n % 2 === 0 ? 'incoming' : null, answered: n % 4 === 0, phone: '+375291112233' },
  }));
  await addCalls(system.pool, enterprise.number, calls);
  for (const query of [{}, { phone: '2233' }, { result: 'missed' }]) {
    const pages: string[] = [];
    const whole = await found(query, enterprise);
    for (let before: string | null = ''; before !== null;) {
      const page: CallsAnswer = await list({ ...query, limit: '4', ...(before !== '' && { before }) }, enterprise);
      pages.push(...idsOf(page));
      before = page.next;
    }
    expect(pages).toEqual(whole);
    expect(new Set(whole).size).toBe(whole.length);
  }
  expect(await found({}, enterprise)).toHaveLength(23);
});

it('an open call, one with a failed step and one that was forgotten are shown as such', async () => {
  const enterprise = await system.enterprise();
  const step = {
    name: 'call_history/create',
    at: '2025-09-14T10:00:00Z',
    status: 'failed',
    error: 'wrong-request: no',
  };
  await addCalls(system.pool, enterprise.number, [
    { callId: 'open', openedAt: '2025-09-14T10:00:03Z', isClosed: false, status: 'talking', managerId: '2' },
    { callId: 'failed', openedAt: '2025-09-14T10:00:02Z', steps: [step, { ...step, status: 'done' }, step] },
    { callId: 'old', openedAt: '2025-09-14T10:00:01Z', phone: null, isForgotten: true },
  ]);
  const { calls } = await list({}, enterprise);
  expect(
    calls.map(({ call_id, closed, failed_steps, forgotten }) => [call_id, closed, failed_steps, forgotten]),
  ).toEqual([
    ['open', false, 0, false],
    ['failed', true, 2, false],
    ['old', true, 0, true],
  ]);
  expect(await found({ result: 'open' }, enterprise)).toEqual(['open']);
  expect(await found({ result: 'open', manager_id: '4' }, enterprise)).toEqual([]);
  expect(await found({ result: 'failed' }, enterprise)).toEqual(['failed']);
  expect(await found({ result: 'missed' }, enterprise)).toEqual(['failed', 'old']);
});

it('names come from our customers, managers’ names from U-ON’s list', async () => {
  const enterprise = await system.enterprise();
  await addCalls(system.pool, enterprise.number, [{ callId: '1.1', openedAt: '2025-09-14T10:00:00Z', managerId: '2' }]);
  await system.pool.query(
    `insert into customers (enterprise_number, phone_e164, last_name, first_name, company)
     values ($1, '+375291112233', 'Иванов', 'Иван', 'ООО «Ромашка»')`,
    [enterprise.number],
  );
  const { calls } = await list({}, enterprise);
  expect(calls[0]).toMatchObject({ name: 'Иванов Иван, ООО «Ромашка»', manager: { id: '2' } });
});

it.each([
  [{ phone: '22' }, 'phone'],
  [{ phone: 'Иванов' }, 'phone'],
  [{ from: '14.09.2025' }, 'from'],
  [{ to: '2025-02-30' }, 'to'],
  [{ limit: '201' }, 'limit'],
  [{ before: 'x' }, 'before'],
  [{ result: 'lost' }, 'result'],
])('%o is refused at its field', async (query, field) => {
  const answer = await owner.ask('GET', path(own, query));
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ errors: [{ field }] });
});

it.each([
  [{ phone: `1111' or '1'='1` }, 422],
  [{ manager_id: `2'or'1'='1` }, 200],
  [{ extension: `151';drop/**/table/**/calls;--` }, 200],
  [{ from: `2025-09-14' or '1'='1` }, 422],
  [{ before: `1757840724120000.1'or'1'='1` }, 200],
  [{ before: `1757840724120000'or'1'='1.1` }, 422],
  [{ limit: '1;drop' }, 422],
])('what would be SQL finds nothing, or is refused at its field: %o', async (query, status) => {
  const all = idsOf(await list());
  const answer = await owner.ask('GET', path(own, query));
  expect(answer.status).toBe(status);
  if (status === 200) expect(idsOf(callsAnswer.parse(await answer.json()))).toEqual([]);
  expect(all.length).toBeGreaterThan(0);
  expect(idsOf(await list())).toEqual(all);
});

it('the file holds what the list shows, in both languages, and nothing that a spreadsheet would run', async () => {
  const enterprise = await system.enterprise();
  await addCalls(system.pool, enterprise.number, [
    {
      callId: '1.1',
      openedAt: '2025-09-14T10:00:00Z',
      managerId: '2',
      extension: '151',
      answered: true,
      durationS: 61,
    },
    { callId: '1.2', openedAt: '2025-09-14T11:00:00Z', phone: null },
  ]);
  await system.pool.query(
    `insert into customers (enterprise_number, phone_e164, last_name) values ($1, '+375291112233', '=cmd|"x"!A1')`,
    [enterprise.number],
  );
  const answer = await owner.ask('GET', path(enterprise, {}, '/export'));
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="calls-\w+-\d{4}-\d\d-\d\d\.csv"$/);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  expect(text.split('\r\n')).toEqual([
    '\uFEFFНачало (Europe/Minsk);Направление;Результат;Телефон;Клиент;Линия;Внутренний номер;Менеджер;ID менеджера;"Длительность, с";Запись;Ошибок;UniqueId',
    "2025-09-14 14:00:00;входящий;пропущен;;;;;;;;нет;0;'1.2",
    `2025-09-14 13:00:00;входящий;отвечен;'+375291112233;"'=cmd|""x""!A1";;'151;;2;61;нет;0;'1.1`,
    '',
  ]);
  const english = await owner.ask('GET', path(enterprise, { lang: 'en', result: 'answered' }, '/export'));
  expect((await english.text()).split('\r\n')[1]).toContain(';incoming;answered;');
  const size = await owner.ask('GET', path(enterprise, { result: 'answered' }, '/export/size'));
  expect(exportSizeAnswer.parse(await size.json())).toEqual({ rows: 1, is_exact: true });
});

it('a long file is sent as it is taken, and no more is read once nobody takes it', async () => {
  const enterprise = await system.enterprise();
  await system.pool.query(
    `insert into calls (enterprise_number, call_id, opened_at, closed_at, status, direction, phone_e164, line)
     select $1, '1.' || n, clock_timestamp() - n * interval '1 second', clock_timestamp(), 'ended', 'incoming', '+375291112233',
            repeat('линия', 100)
       from generate_series(1, 20000) as n`,
    [enterprise.number],
  );
  const size = await owner.ask('GET', path(enterprise, {}, '/export/size'));
  expect(exportSizeAnswer.parse(await size.json())).toEqual({ rows: 20_000, is_exact: true });
  const whole = await owner.ask('GET', path(enterprise, {}, '/export'));
  expect((await whole.text()).split('\r\n')).toHaveLength(20_002);
  const ends = Array.from({ length: 2 }, () => new AbortController());
  const cut = await Promise.all(
    ends.map(({ signal }) =>
      fetch(system.url + path(enterprise, {}, '/export'), { headers: { Cookie: owner.cookie }, signal }),
    ),
  );
  expect(cut.map(({ status }) => status)).toEqual([200, 200]);
  expect((await owner.ask('GET', path(enterprise, {}, '/export'))).status).toBe(429);
  for (const end of ends) end.abort();
  await waitFor('a seat', async () => {
    const again = await owner.ask('GET', path(enterprise, { phone: '9999' }, '/export'));
    await again.body?.cancel();
    return again.status === 200;
  });
});
