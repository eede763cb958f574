import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { connected, customersOf, postForm, postJson, webhooksDone, type Connected } from '../support/webhooks.ts';

let system: System;
beforeAll(async () => void (system = await startSystem()));
afterAll(() => system.stop());

/** Where U-ON is the first source of names, unless told otherwise. */
const agency = (uon: Record<string, unknown> = {}, seed = {}) =>
  connected(system, { uon: { primary: true, ...uon }, seed });

async function send(enterprise: Connected, type: number, client: Record<string, unknown>, more = {}): Promise<void> {
  const body = { uon_id: enterprise.accountId, type_id: type, client_id: client['u_id'], client, ...more };
  const answer = await postJson(enterprise.webhook, body);
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
  await webhooksDone(system, enterprise);
}

const client = (u_id: number, names: string, phones: readonly string[]) => {
  const [u_surname, u_name, u_sname] = names.split(' ');
  return {
    u_id,
    u_surname,
    u_name,
    u_sname,
    u_phone: phones[0] ?? '',
    u_phone_mobile: phones[1] ?? '',
    u_phone_home: '',
  };
};
const named = (names: string) => {
  const [last_name, first_name, middle_name] = names.split(' ');
  return { last_name, first_name, middle_name };
};

describe("the agency's own recorded tests", () => {
  it('a client is created by a form on the bare path', async () => {
    const enterprise = await agency();
    const form = `uon_id=${enterprise.accountId}&type_id=3&user_id=2&client_id=5&client[u_id]=5&client[u_surname]=Юонова&client[u_name]=Юлия&client[u_sname]=Николаевна&client[u_phone]=+375293213218`;
    const answer = await postForm(`${system.url}/uon/webhook`, form);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    await webhooksDone(system, enterprise);
    expect(await customersOf(system, enterprise)).toEqual([
      {
        phone_e164: '+375293213218',
        ...named('Юонова Юлия Николаевна'),
        company: null,
        ids_uon: ['5'],
        person_uid: 'uon:5',
      },
    ]);
  });

  it('client 7 is created, renamed, gets a second number, and is renamed on both', async () => {
    const enterprise = await agency();
    const [first, second] = ['+375297003134', '+375295556611'] as const;
    const rows = async () =>
      (await customersOf(system, enterprise)).map(({ phone_e164, last_name, first_name, ids_uon, person_uid }) => ({
        ...{ phone_e164, name: `${last_name} ${first_name}`, ids_uon, person_uid },
      }));
    const known = { ids_uon: ['7'], person_uid: 'uon:7' };
    await send(enterprise, 3, client(7, 'Тестирование Третье Создание', [first]));
    expect(await rows()).toEqual([{ phone_e164: first, name: 'Тестирование Третье', ...known }]);
    await send(enterprise, 4, client(7, 'Тестирование Четвертое Редактирование', [first]));
    expect(await rows()).toEqual([{ phone_e164: first, name: 'Тестирование Четвертое', ...known }]);
    await send(enterprise, 4, client(7, 'Тестирование Четвертое Редактирование', [first, second]));
    expect(await rows()).toEqual([
      { phone_e164: second, name: 'Тестирование Четвертое', ...known },
      { phone_e164: first, name: 'Тестирование Четвертое', ...known },
    ]);
    await send(enterprise, 4, client(7, 'Тестирование Пятое Редактирование', [first, second]));
    expect((await rows()).map(({ name }) => name)).toEqual(['Тестирование Пятое', 'Тестирование Пятое']);
  });
});

describe('a client of U-ON', () => {
  it('fills what is empty where U-ON is not the first source of names', async () => {
    const enterprise = await agency({ primary: false });
    await system.pool.query(
      `insert into customers (enterprise_number, phone_e164, first_name) values ($1, '+375297003134', 'Ваня')`,
      [enterprise.number],
    );
    await send(enterprise, 3, { ...client(5, 'Иванов Иван Иванович', ['375297003134']), u_company: 'ООО «Рога»' });
    expect(await customersOf(system, enterprise)).toMatchObject([
      { last_name: 'Иванов', first_name: 'Ваня', middle_name: 'Иванович', company: 'ООО «Рога»', ids_uon: ['5'] },
    ]);
  });

  it('is fetched where only its id comes', async () => {
    const seed = { clients: [{ u_id: 5, u_surname: 'Иванов', u_name: 'Иван', u_phone: ' 375297003134' }] };
    const enterprise = await agency({}, seed);
    await send(enterprise, 4, { u_id: 5 });
    expect(await customersOf(system, enterprise)).toMatchObject([{ phone_e164: '+375297003134', last_name: 'Иванов' }]);
    const asked = system.uon.requests.filter(({ apiKey, route }) => apiKey === enterprise.apiKey && route === 'user');
    expect(asked).toHaveLength(1);
  });

  it('settles on the newest, whatever the order of arrival', async () => {
    const enterprise = await agency();
    const phone = ['+375297003134'];
    await send(enterprise, 4, client(7, 'Новая Анна Игоревна', phone), { datetime: '2025-11-25 12:00:02' });
    await send(enterprise, 4, client(7, 'Старая Анна Игоревна', phone), { datetime: '2025-11-25 12:00:01' });
    expect(await customersOf(system, enterprise)).toMatchObject([{ last_name: 'Новая' }]);
    expect(await webhooksDone(system, enterprise)).toEqual(['followed', 'late']);
  });

  it('is not frozen by a time in the future', async () => {
    const enterprise = await agency();
    const phone = ['+375297003134'];
    await send(enterprise, 4, client(7, 'Старая Анна Игоревна', phone), { datetime: '2099-01-01 00:00:00' });
    await send(enterprise, 4, client(7, 'Новая Анна Игоревна', phone));
    expect(await webhooksDone(system, enterprise)).toEqual(['followed', 'followed']);
    expect(await customersOf(system, enterprise)).toMatchObject([{ last_name: 'Новая' }]);
  });

  it('is followed though U-ON does not answer what an earlier webhook left to be asked', async () => {
    const enterprise = await agency({}, { clients: [{ u_id: 7, u_surname: 'Спрошенная' }] });
    const asked = () =>
      system.uon.requests.filter(({ apiKey, route }) => apiKey === enterprise.apiKey && route === 'user').length;
    const fault = system.uon.faults.add({ apiKey: enterprise.apiKey, kind: '5xx', times: Infinity });
    const idAlone = { type_id: 4, client_id: 7, datetime: '2025-11-25 12:00:01' };
    expect((await postJson(enterprise.webhook, idAlone)).status).toBe(200);
    await waitFor('U-ON to be asked', async () => asked() > 0);
    const described = client(7, 'Новая Анна Игоревна', ['+375297003134']);
    const whole = { type_id: 4, client: described, datetime: '2025-11-25 12:00:02' };
    expect((await postJson(enterprise.webhook, whole)).status).toBe(200);
    expect(await webhooksDone(system, enterprise)).toEqual(['late', 'followed']);
    expect(await customersOf(system, enterprise)).toMatchObject([{ last_name: 'Новая' }]);
    system.uon.faults.remove(fault);
  });

  it('may share a number with another, each with its own name on its own numbers', async () => {
    const enterprise = await agency();
    await send(enterprise, 3, client(5, 'Иванов Иван Иванович', ['+375297003134', '+375297003135']));
    await send(enterprise, 3, client(7, 'Иванова Анна Игоревна', ['+375297003134', '+375297003136']));
    expect(await customersOf(system, enterprise)).toMatchObject([
      { phone_e164: '+375297003134', ids_uon: ['5', '7'], person_uid: 'uon:5' },
      { phone_e164: '+375297003135', ids_uon: ['5'], last_name: 'Иванов' },
      { phone_e164: '+375297003136', ids_uon: ['7'], last_name: 'Иванова' },
    ]);
  });

  it('loses a number that it has no more; another one takes it over', async () => {
    const enterprise = await agency();
    const [kept, lost] = ['+375297003134', '+375297003135'] as const;
    await send(enterprise, 3, client(5, 'Иванов Иван Иванович', [kept, lost]));
    await send(enterprise, 4, client(5, 'Иванов Иван Иванович', [kept]));
    expect(await customersOf(system, enterprise)).toMatchObject([
      { phone_e164: kept, last_name: 'Иванов', ids_uon: ['5'] },
      { phone_e164: lost, last_name: null, first_name: null, ids_uon: [], person_uid: '' },
    ]);
    await send(enterprise, 3, client(7, 'Петрова Анна Игоревна', [lost]));
    expect((await customersOf(system, enterprise))[1]).toMatchObject({ last_name: 'Петрова', person_uid: 'uon:7' });
  });

  it('that loses a number which another has too leaves its new names off it', async () => {
    const enterprise = await agency();
    const [own, shared] = ['+375297003134', '+375297003135'] as const;
    await send(enterprise, 3, client(5, 'Иванов Иван Иванович', [own, shared]));
    await send(enterprise, 3, client(7, 'Петрова Анна Игоревна', [shared]));
    await send(enterprise, 4, client(5, 'Сидоров Пётр Иванович', [own]));
    expect(await customersOf(system, enterprise)).toMatchObject([
      { phone_e164: own, last_name: 'Сидоров', ids_uon: ['5'] },
      { phone_e164: shared, last_name: 'Петрова', ids_uon: ['7'], person_uid: 'uon:7' },
    ]);
  });

  it('has its names together, so that nothing of an earlier one stays', async () => {
    const enterprise = await agency();
    await send(enterprise, 3, client(70, 'Иванов Иван Иванович', ['+375291117070']));
    await send(enterprise, 4, { ...client(70, 'Smith John', ['+375291117070']), u_sname: '' });
    const smith = { last_name: 'Smith', first_name: 'John', middle_name: null };
    expect(await customersOf(system, enterprise)).toMatchObject([smith]);
    await send(enterprise, 4, { ...client(70, '', ['+375291117070']), u_name: '', u_sname: '' });
    expect(await customersOf(system, enterprise)).toMatchObject([smith]);
  });

  it('takes numbers over from one that is deleted at the same moment', async () => {
    const enterprise = await agency();
    const pairs = Array.from({ length: 12 }, (_, index) => ({ id: 100 + index, gone: 200 + index }));
    const numberOf = (id: number) => `+3752911${String(id).padStart(5, '0')}`;
    const told = (type_id: number, u_id: number, more: object = {}) =>
      postJson(enterprise.webhook, { uon_id: enterprise.accountId, type_id, client_id: u_id, ...more });
    for (const { gone } of pairs) await told(3, gone, { client: client(gone, 'Дубль Д Д', [numberOf(gone)]) });
    await webhooksDone(system, enterprise);
    await Promise.all(
      pairs.flatMap(({ id, gone }) => [
        told(4, id, { client: client(id, 'Главный Г Г', [numberOf(id), numberOf(gone)]) }),
        told(5, gone),
      ]),
    );
    await webhooksDone(system, enterprise);
    const rows = await customersOf(system, enterprise);
    expect(rows).toHaveLength(2 * pairs.length);
    expect(rows.filter(({ ids_uon }) => ids_uon?.length !== 1)).toEqual([]);
  });

  it('is taken out of our rows when it is deleted; what was merged into another stands there', async () => {
    const enterprise = await agency();
    await send(enterprise, 3, client(5, 'Иванов Иван Иванович', ['+375297003134']));
    await send(enterprise, 4, client(7, 'Иванов Иван Иванович', ['+375297003134', '+375297003135']));
    await send(enterprise, 5, { u_id: 5 });
    expect(await customersOf(system, enterprise)).toMatchObject([
      { phone_e164: '+375297003134', ids_uon: ['7'], person_uid: 'uon:7', last_name: 'Иванов' },
      { phone_e164: '+375297003135', ids_uon: ['7'], person_uid: 'uon:7' },
    ]);
  });

  it('has foreign numbers, and others that are none', async () => {
    const enterprise = await agency();
    await send(enterprise, 3, client(5, 'Ковальска Анна -', ['+48 501 234 567', '103']));
    expect((await customersOf(system, enterprise)).map(({ phone_e164 }) => phone_e164)).toEqual(['+48501234567']);
  });

  it('is forgotten by the cache, so that the next call asks U-ON', async () => {
    const enterprise = await agency();
    await system.pool.query(
      `insert into profiles (enterprise_number, account, phone_e164, client) values ($1, 'a', '+375297003134', null)`,
      [enterprise.number],
    );
    await send(enterprise, 3, client(5, 'Иванов Иван Иванович', ['+375297003134']));
    const { rowCount } = await system.pool.query('select from profiles where enterprise_number = $1', [
      enterprise.number,
    ]);
    expect(rowCount).toBe(0);
  });

  it('is known by each number of a field, which U-ON’s own search does not find, and is not made again', async () => {
    const phone = newPhone();
    const card = client(5, 'Иванов Иван Иванович', [`8017 200-00-01; +${phone} доб. 12`]);
    const actions = { create_client_on_call: true };
    const enterprise = await agency({ incoming_call_actions: actions }, { clients: [card] });
    await send(enterprise, 4, card);
    const account = system.uon.account(enterprise.apiKey);
    const [start, dial, ...rest] = answeredCall({ callId: newCallId(), phone });
    for (const { event, body } of [start, dial]) await system.post(enterprise, event, body);
    await waitFor('the popups', () => account.notifications.length === 2);
    expect(account.notifications[0]?.text).toContain('Иванов Иван Иванович');
    for (const { event, body } of rest) await system.post(enterprise, event, body);
    await waitFor('the record', () => account.callRecords.length === 1);
    expect(account.clients.map(({ u_id }) => u_id)).toEqual([5]);
  });

  it('is followed once, however often its webhook is repeated', async () => {
    const enterprise = await agency();
    const body = { type_id: 3, datetime: '2025-11-25 12:00:00', client: client(5, 'Иванов Иван -', ['375297003134']) };
    for (let times = 0; times < 3; times++) expect((await postJson(enterprise.webhook, body)).status).toBe(200);
    expect(await webhooksDone(system, enterprise)).toEqual(['followed']);
  });
});
