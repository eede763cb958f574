import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { popupCountsAnswer } from '../../api/admin/popup-counts-operations.ts';
import { addUser, loggedIn, OWNER } from '../support/admin.ts';
import { answeredCall, missedCall, newCallId, newPhone, openingEvents } from '../support/call-script.ts';
import { askedOf } from '../support/internal.ts';
import { valueOf } from '../support/metric-value.ts';
import { follow, linkShown, PUBLIC_URL, sealedLink } from '../support/popup-links.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';

let system: System;
beforeAll(async () => void (system = await startSystem({ more: { PUBLIC_URL } })));
afterAll(() => system.stop());

const CREATE = 'Создать клиента';
const HOST = 'https://id67054.u-on.ru';
const card = (id: unknown) => `${HOST}/client_edit.php?client_id=${String(id)}`;
const form = (phone: string) => `${HOST}/client_edit.php?phone=${phone}`;
const clients = (of: TestEnterprise) => system.uon.account(of.apiKey).clients;
const led = async (link: string) => {
  const answer = await follow(system, link);
  return [answer.status, answer.headers.get('Location')];
};
const lines = async (of: TestEnterprise, callId: string) =>
  ((await system.journal(of, callId))?.steps ?? []).map(({ name, status }) => `${name} ${status}`);
const BY_LINK = 'user/create: link of a popup';

async function ring(of: TestEnterprise, phone = newPhone(), callId = newCallId()) {
  for (const { event, body } of openingEvents({ callId, phone })) await system.post(of, event, body);
  return { callId, phone };
}

describe.concurrent('«Создать клиента» of a popup', () => {
  it('makes the client once, however many click in however many calls at once, and the call goes on with it', async () => {
    const of = await system.enterprise({
      uon: { incoming_call_actions: { new_client_name: 'Звонил {phone}', create_lead: 'if_no_open' } },
    });
    const { callId, phone } = await ring(of);
    const links = await Promise.all([2, 4].map((manager) => linkShown(system, of, manager, CREATE)));
    const other = await ring(of, phone);
    const ofOther = await linkShown(system, of, 2, CREATE, 1);
    expect(new Set([...links, ofOther]).size).toBe(3);
    expect(links.join()).not.toContain(phone);

    const followed = await Promise.all([...links, ...links, ofOther].map(led));
    const [client] = clients(of);
    expect(followed).toEqual(followed.map(() => [302, card(client?.u_id)]));
    expect(client).toMatchObject({ u_name: `Звонил +${phone}` });
    expect([clients(of).length, askedOf(system, of, 'user/create'), askedOf(system, of, 'lead/create')]).toEqual([
      1, 1, 0,
    ]);

    for (const one of [callId, other.callId])
      for (const { event, body } of answeredCall({ callId: one, phone }).slice(2)) await system.post(of, event, body);
    const journals = await Promise.all([callId, other.callId].map((one) => system.closed(of, one)));
    expect(journals.map(({ client_id }) => client_id)).toEqual([String(client?.u_id), String(client?.u_id)]);
    const told = await Promise.all([callId, other.callId].map((one) => lines(of, one)));
    expect(told.map((one) => one.filter((line) => line.startsWith(BY_LINK)).length > 0)).toEqual([true, true]);
    expect(told.flat().filter((line) => line === `${BY_LINK} done`)).toHaveLength(1);
    // The client that was made while it rang has the manager who talked.
    expect(clients(of)[0]).toMatchObject({ manager_id: 2 });
  });

  it('goes to the card of a client who is there by now, also when the call is over', async () => {
    const of = await system.enterprise();
    const { callId, phone } = await ring(of);
    const link = await linkShown(system, of, 2, CREATE);
    const [, , hangup] = missedCall({ callId, phone });
    await system.post(of, hangup.event, hangup.body);
    await system.closed(of, callId);
    system.uon.setAccount(of.apiKey, { clients: [{ u_id: 77, u_name: 'Ян', u_phone: `+${phone}` }] });
    expect(await led(link)).toEqual([302, card(77)]);
    const journal = await system.closed(of, callId);
    expect(journal.client_id).toBe('77');
    expect(journal.steps.at(-1)).toMatchObject({ name: BY_LINK, status: 'skipped' });
    // The second time the call knows its client.
    const before = askedOf(system, of, 'user/phone');
    expect(await led(link)).toEqual([302, card(77)]);
    expect(askedOf(system, of, 'user/phone')).toBe(before);
  });

  it('does and counts nothing for who only looks, for what is forged, old, or of a popup that is forgotten', async () => {
    const of = await system.enterprise();
    const { callId, phone } = await ring(of);
    const link = await linkShown(system, of, 2, CREATE);
    const forged = await follow(system, `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`);
    expect([forged.status, await forged.text()]).toEqual([404, expect.stringContaining('Ссылка не открывается')]);
    expect((await follow(system, link, { method: 'HEAD' })).status).toBe(204);
    for (const headers of [{ Purpose: 'prefetch' }, { 'Sec-Purpose': 'prefetch;prerender' }])
      expect((await follow(system, link, { headers })).status).toBe(503);

    const to = { kind: 'new_client', phoneE164: `+${phone}`, direction: 'incoming' } as const;
    const made = { enterprise: of.number, callId, managerId: '2', madeAtMs: Date.now(), to };
    const old = { ...made, madeAtMs: made.madeAtMs - 31 * 24 * 3_600_000 };
    for (const other of [old, { ...made, callId: 'another' }])
      expect(await led(await sealedLink(system, other))).toEqual([302, form(phone)]);
    const gone = await follow(system, await sealedLink(system, { ...made, enterprise: 'nobody' }));
    expect([gone.status, gone.headers.get('Content-Type')]).toEqual([410, 'text/html; charset=utf-8']);
    expect([clients(of), askedOf(system, of, 'user/create')]).toEqual([[], 0]);
    const { rows } = await system.pool.query(
      'select 1 from popups where enterprise_number = $1 and opened_at is not null',
      [of.number],
    );
    expect(rows).toEqual([]);
  });
});

// By itself: it counts where all links led.
it('«Создать клиента» leads to U-ON’s own form where U-ON refuses or is away, and makes the client when it is clicked again', async () => {
  const [refused, away] = [await system.enterprise(), await system.enterprise()];
  const rung = await Promise.all([ring(refused), ring(away)]);
  const links = await Promise.all([refused, away].map((of) => linkShown(system, of, 4, CREATE)));
  const faults = [
    system.uon.faults.add({ apiKey: refused.apiKey, route: 'user/create', kind: 'refused', times: Infinity }),
    system.uon.faults.add({ apiKey: away.apiKey, route: 'user/phone', kind: '5xx', times: Infinity }),
  ];
  expect(await Promise.all(links.map(led))).toEqual(rung.map(({ phone }) => [302, form(phone)]));
  expect([clients(refused), clients(away)]).toEqual([[], []]);
  for (const id of faults) system.uon.faults.remove(id);
  expect(await led(links[0] ?? '')).toEqual([302, card(clients(refused)[0]?.u_id)]);
  const byLink = async () => (await lines(refused, rung[0].callId)).filter((line) => line.startsWith(BY_LINK));
  await expect.poll(byLink).toEqual([`${BY_LINK} failed`, `${BY_LINK} done`]);
  expect(valueOf((await system.scrape()).api, 'telephony_popup_links_total', { outcome: 'form' })).toBe(2);
  // What was not begun in time is not done afterwards.
  expect(askedOf(system, away, 'user/create')).toBe(0);
});

it('where basic and enriched popups are compared all links go by us, and it is counted which popups were opened', async () => {
  const phone = newPhone();
  const seed = { clients: [{ u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${phone}` }] };
  const of = await system.enterprise({ seed, uon: { notifications: { enriched: 'ab', ab_share: 100 } } });
  const plain = await system.enterprise({ seed });
  await Promise.all([ring(of, phone), ring(plain, phone)]);
  const name = 'Юонова Юлия';
  expect(await linkShown(system, plain, 2, name)).toBe(card(5));
  await linkShown(system, of, 4, name);
  const link = await linkShown(system, of, 2, name);
  expect([await led(link), await led(link)]).toEqual([
    [302, card(5)],
    [302, card(5)],
  ]);

  await addUser(system.pool, 'owner@example.com', OWNER);
  const { cookie } = await loggedIn(system.url, 'owner@example.com');
  const path = `/api/admin/enterprises/${of.number}/popups/counts?days=1`;
  const answer = await fetch(system.url + path, { headers: { Cookie: cookie } });
  const none = { delivered: 0, late: 0, dropped: 0, over: 0, unclear: 0, refused: 0, opened: 0 };
  expect(popupCountsAnswer.parse(await answer.json()).variants).toEqual({
    basic: none,
    enriched: { ...none, delivered: 2, opened: 1 },
  });
});
