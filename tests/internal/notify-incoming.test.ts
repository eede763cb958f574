import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addServiceToken } from '../../db/service-tokens.ts';
import { newPhone } from '../support/call-script.ts';
import { askedOf, askInternal } from '../support/internal.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
beforeAll(async () => void (system = await startSystem()));
afterAll(() => system.stop());

const PATH = '/internal/uon/notify-incoming';
const tell = (of: TestEnterprise, body: Record<string, unknown>) =>
  askInternal(system.url, PATH, { post: { enterprise: of.number, ...body } });
const popups = (of: TestEnterprise) => system.uon.account(of.apiKey).notifications;
const shown = (of: TestEnterprise, count: number) =>
  waitFor(`${count} popups`, () => popups(of).length >= count && popups(of));
const knownAs = (phone: string) => ({
  clients: [{ u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${phone}` }],
  leads: [{ id: 71, client_id: 5, status_id: 1 }],
});

describe('a call that another service tells of', () => {
  it('is shown to the managers of its extensions as a call is, and nothing else is done', async () => {
    const phone = newPhone();
    const of = await system.enterprise({ seed: knownAs(phone), lines: [{ trunk: '0001363', name: 'Минск' }] });
    const answer = await tell(of, { phone, extensions: ['151', 152, '999'], line: '0001363' });
    expect([answer.status, answer.body]).toEqual([202, { accepted: true }]);
    const found = await shown(of, 2);
    expect(found.map(({ manager_id }) => manager_id).toSorted()).toEqual([2, 4]);
    for (const { text } of found) {
      for (const part of ['Входящий звонок', 'Юонова Юлия', 'id67054', `+${phone}`, 'Линия: Минск', '/lead/edit/71"'])
        expect(text).toContain(part);
    }
    const made = ['user/create', 'lead/create', 'call_history/create'];
    expect(made.map((route) => askedOf(system, of, route))).toEqual([0, 0, 0]);
    expect((await system.pool.query('select 1 from calls where enterprise_number = $1', [of.number])).rowCount).toBe(0);
  });

  it('is one though it is told again and again within seconds, in whatever form; another number is another one', async () => {
    const [phone, other] = [newPhone(), newPhone()];
    const of = await system.enterprise();
    const bodies = [
      { phone, extensions: ['151', '152'] },
      { phone: `+${phone}`, extensions: ['152', '151'] },
      { phone: `80${phone.slice(3)}`, extensions: [152, 151, 151], line: '' },
    ];
    const answers = await Promise.all([...bodies, ...bodies].map((body) => tell(of, body)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    await tell(of, { phone: other, extensions: ['151'] });
    await waitFor('the popup of the other', () => popups(of).some(({ text }) => text.includes(other)));
    await shown(of, 3);
    expect(popups(of).filter(({ text }) => text.includes(phone))).toHaveLength(2);
  });

  it('is shown by its number alone where U-ON gives no details in time, and for one who hides it without', async () => {
    const phone = newPhone();
    const of = await system.enterprise({ seed: knownAs(phone) });
    system.uon.faults.add({ apiKey: of.apiKey, route: 'user/phone', kind: 'slow', delayMs: 8_000, times: Infinity });
    await tell(of, { phone, extensions: ['151'] });
    await tell(of, { phone: 'anonymous', extensions: ['152'] });
    const texts = (await shown(of, 2)).map(({ text }) => text).toSorted();
    expect(texts.find((text) => text.includes(phone))).toBe(`Входящий звонок: +${phone}\nМенеджер: 151`);
    expect(texts.find((text) => !text.includes(phone))).toContain('Номер скрыт');
  });

  it('is not shown later than popup_ttl_s', async () => {
    const of = await system.enterprise({ uon: { notifications: { popup_ttl_s: 1 } } });
    const id = system.uon.faults.add({ apiKey: of.apiKey, kind: '5xx', times: Infinity });
    await tell(of, { phone: newPhone(), extensions: ['151'] });
    const states = () =>
      system.pool.query<{ state: string }>(
        `select state from popups where enterprise_number = $1 and starts_with(call_id, 'notice:')`,
        [of.number],
      );
    await waitFor('the popup to be dropped', async () =>
      (await states()).rows.some(({ state }) => state === 'dropped' || state === 'unclear'),
    );
    system.uon.faults.remove(id);
    expect(popups(of)).toEqual([]);
  });

  it('is refused, field by field, where it is not well formed, or may not be told', async () => {
    const of = await system.enterprise();
    const off = await system.enterprise({ uon: { enabled: false } });
    const wrong = await tell(of, { extensions: [], line: 7.5e300 });
    expect([wrong.status, wrong.body]).toMatchObject([422, { errors: [{ field: 'phone' }, { field: 'extensions' }] }]);
    expect((await askInternal(system.url, PATH, { post: '[1]' })).status).toBe(400);
    expect((await askInternal(system.url, PATH, { post: '{' })).status).toBe(400);
    const right = { phone: newPhone(), extensions: ['151'] };
    expect((await tell(off, right)).status).toBe(409);
    expect((await tell({ ...of, number: 'nobody' }, right)).status).toBe(404);
    const token = (await addServiceToken(system.pool, 'notices', [off.number])) ?? '';
    const post = { enterprise: of.number, ...right };
    expect((await askInternal(system.url, PATH, { token, post })).status).toBe(403);
    expect((await askInternal(system.url, PATH, { token: 'wrong', post })).status).toBe(401);
    expect(popups(of)).toEqual([]);
  });
});
