import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCursor } from '../../api/admin/customers/cursor.ts';
import { customerCardAnswer, customersAnswer, mergeHintsAnswer } from '../../api/admin/customers/operations.ts';
import { addUser, loggedIn, type Visitor } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';
import { connected, postJson, webhooksDone, type Connected } from '../support/webhooks.ts';

let system: System;
let agency: Connected;
let reader: Visitor;
beforeAll(async () => {
  system = await startSystem();
  agency = await connected(system, { uon: { primary: true, subdomain: 'id1.u-on.ru' } });
  await addUser(system.pool, 'reader@example.com', { role: 'reader', enterprises: [agency.number] });
  reader = await loggedIn(system.url, 'reader@example.com');
  await told(5, 'Юонова Юлия Николаевна', '+375293213218', '+375297003134');
  await told(7, 'Ёлкин Пётр ', '+375291110007');
  await told(8, 'Елкин Петр Ильич', '+375291110008');
  await told(9, 'Елкина Анна ', '+375291110007');
});
afterAll(() => system.stop());

async function told(u_id: number, names: string, ...phones: readonly string[]): Promise<void> {
  const [u_surname, u_name, u_sname] = names.split(' ');
  const [u_phone, u_phone_mobile = ''] = phones;
  const client = { u_id, u_surname, u_name, u_sname, u_phone, u_phone_mobile, u_phone_home: '' };
  const answer = await postJson(agency.webhook, { uon_id: agency.accountId, type_id: 3, client_id: u_id, client });
  expect(answer.status).toBe(200);
  await webhooksDone(system, agency);
}

const path = (rest: string) => `/api/admin/enterprises/${agency.number}/customers${rest}`;

const cursorSaying = (updatedAt: string, phone: string) => writeCursor({ updatedAt, phone });
async function list(query: Record<string, string>): Promise<{ phones: string[]; next: string | null }> {
  const answer = await reader.ask('GET', path(`?${new URLSearchParams(query).toString()}`));
  const { customers, next } = customersAnswer.parse(await answer.json());
  return { phones: customers.map(({ phone }) => phone), next };
}

describe('customers', () => {
  it('are listed page by page, those that changed last first', async () => {
    const all = ['+375291110007', '+375291110008', '+375293213218', '+375297003134'];
    expect((await list({})).phones.toSorted()).toEqual(all);
    const [first, seen]: [string[], string[]] = [(await list({})).phones, []];
    for (let before: string | null = ''; before !== null;) {
      const page = await list({ limit: '1', ...(before !== '' && { before }) });
      seen.push(...page.phones);
      before = page.next;
    }
    expect(seen).toEqual(first);
    expect(seen[0]).toBe('+375291110007');
  });

  it.each([
    ['юонова', ['+375293213218', '+375297003134']],
    ['юлия нико', ['+375293213218', '+375297003134']],
    ['8 029 321-32-18', ['+375293213218']],
    ['ЕЛКИНА анна', ['+375291110007']],
    ['9', ['+375291110007', '+375291110008', '+375293213218', '+375297003134']],
    ['3134', ['+375297003134']],
    ['7', ['+375291110007', '+375291110008', '+375293213218', '+375297003134']],
    ['%', []],
    ['nobody', []],
  ])('are found by %j', async (q, phones) => {
    expect((await list({ q })).phones.toSorted()).toEqual(phones);
  });

  it.each([
    [{ q: `' or '1'='1` }, 200],
    [{ q: `юонова'--` }, 200],
    [{ q: '_' }, 200],
    [{ q: '\\' }, 200],
    [{ before: cursorSaying(`2030-01-31 10:00:00+00' or '1'='1`, '+375291110007') }, 422],
    [{ before: cursorSaying('2030-01-31 10:00:00+00', `+375' or '1'='1`) }, 422],
    [{ limit: '1;drop' }, 422],
  ])('what would be SQL finds nobody, or is refused: %o', async (query, status) => {
    const answer = await reader.ask('GET', path(`?${new URLSearchParams(query).toString()}`));
    expect(answer.status).toBe(status);
    if (status === 200) expect(customersAnswer.parse(await answer.json()).customers).toEqual([]);
    expect((await list({})).phones).toHaveLength(4);
  });

  it('refuse what is no page of theirs', async () => {
    expect((await reader.ask('GET', path('?before=WyJhIiwiYiJd'))).status).toBe(422);
  });
});

async function card(phone: string) {
  const answer = await reader.ask('GET', path(`/card?${new URLSearchParams({ phone }).toString()}`));
  return customerCardAnswer.parse(await answer.json());
}

describe('a card', () => {
  it('has all numbers of the person, and where each name came from', async () => {
    const { numbers } = await card('+375297003134');
    expect(numbers.map(({ phone }) => phone)).toEqual(['+375297003134', '+375293213218']);
    const from = { client_id: '5', told: 'webhook', link: 'https://id1.u-on.ru/client_edit.php?client_id=5' };
    expect(numbers[0]).toMatchObject({
      ...{ last_name: 'Юонова', ids: ['5'] },
      sources: { last_name: from, first_name: from, middle_name: from, company: null },
    });
    expect(Date.parse(numbers[0]?.sources.last_name?.at ?? '')).toBeGreaterThan(Date.now() - 600_000);
  });

  it('keeps the source of a name that somebody else only repeats', async () => {
    const before = (await card('+375293213218')).numbers[0]?.sources;
    await told(5, 'Юонова Юля Николаевна', '+375293213218', '+375297003134');
    const after = (await card('+375293213218')).numbers[0]?.sources;
    expect(after?.last_name).toEqual(before?.last_name);
    expect(after?.first_name?.at).not.toBe(before?.first_name?.at);
  });

  it('is none of a number that we do not know, nor of what is no number', async () => {
    expect((await reader.ask('GET', path('/card?phone=%2B375290000001'))).status).toBe(404);
    expect((await reader.ask('GET', path('/card?phone=abc'))).status).toBe(422);
  });
});

it('who may be one person under several numbers, or several under one, is hinted at', async () => {
  const { hints } = mergeHintsAnswer.parse(await (await reader.ask('GET', path('/hints'))).json());
  expect(hints.map(({ kind, numbers }) => [kind, numbers.map(({ phone }) => phone)])).toEqual([
    ['one-number', ['+375291110007']],
  ]);
  // Two patronymics are two people.
  await told(11, 'Юонова Юля ', '+375291110011');
  await told(12, 'Юонова Юля Петровна', '+375291110012');
  expect((await card('+375291110011')).hints).toEqual([]);
  await told(13, 'Новая Анна ', '+375291110013');
  await told(14, 'Новая Анна Олеговна', '+375291110014');
  // A number that came to a client later: two persons of ours, one client of U-ON.
  await told(21, 'Общая Вера ', '+375291110021');
  await told(22, 'Общая Вера ', '+375291110022');
  await told(21, 'Общая Вера ', '+375291110021', '+375291110022');
  expect((await card('+375291110021')).hints.map(({ kind }) => kind)).toEqual(['one-number']);
  const [hint] = (await card('+375291110013')).hints;
  expect(hint).toMatchObject({
    kind: 'same-name',
    numbers: [
      { phone: '+375291110013', clients: [{ id: '13' }] },
      { phone: '+375291110014', clients: [{ id: '14' }] },
    ],
  });
});
