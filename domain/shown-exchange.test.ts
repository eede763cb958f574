import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HIDDEN, MOST_SHOWN, shownAnswer, shownParameters } from './shown-exchange.ts';

const PHONE = '375291112233';
const asked = (method: string, ...segments: (string | number)[]) => ({
  ...{ method, segments },
  redact: (text: string) => text.replaceAll(/\d{5,}/g, '[number]'),
});
const CLIENT = {
  ...{ u_id: '5', u_surname: 'Юонова', u_name: 'Юлия', u_sname: '', u_company: null, manager_id: 4, active: 1 },
  ...{ u_phone: ` ${PHONE}`, u_phone_mobile: '79990001122', u_email: 'yulia@example.com', u_birthday: '1990-01-01' },
  ...{ u_note: 'любит море', u_passport_number: '1234567', extra: { passport: 'AB 1' } },
};
const LEAD = { id: 71, status_id: '1', status: 'Новое', manager_id: 0, client_id: 5, dat: '2025-09-14 12:05' };

describe('shownAnswer', () => {
  it.each([
    {
      what: "the call's own client: name, ids, the phone that was asked for",
      ask: asked('user/phone', PHONE),
      body: { result: 200, users: [CLIENT] },
      shown: {
        result: 200,
        users: [
          {
            ...{ u_id: '5', u_surname: 'Юонова', u_name: 'Юлия', manager_id: 4, active: 1 },
            ...{ u_phone: ` ${PHONE}`, u_phone_mobile: HIDDEN, [HIDDEN]: 5 },
          },
        ],
      },
    },
    {
      what: 'several people under one phone: ids alone, since it is not known which of them calls',
      ask: asked('user/phone', PHONE),
      body: {
        users: [
          { u_id: 5, u_name: 'Юлия' },
          { u_id: 6, u_name: 'Анна', u_phone: PHONE },
        ],
      },
      shown: {
        users: [
          { u_id: 5, u_name: HIDDEN },
          { u_id: 6, u_name: HIDDEN, u_phone: PHONE },
        ],
      },
    },
    {
      what: 'a client by its id',
      ask: asked('user', '5'),
      body: { user: [{ u_id: 5, u_name: 'Юлия', u_phone: PHONE }] },
      shown: { user: [{ u_id: 5, u_name: 'Юлия', u_phone: HIDDEN }] },
    },
    {
      what: 'leads, without their notes and sources',
      ask: asked('lead-by-client', '5'),
      body: { leads: [{ ...LEAD, notes: 'паспорт 123', source: 'сайт' }] },
      shown: { leads: [{ ...LEAD, [HIDDEN]: 2 }] },
    },
    {
      what: 'managers: ids and extensions',
      ask: asked('manager'),
      body: { users: [{ u_id: 2, u_name: 'Мария', u_email: 'm@example.com', ip_internal_number: '151' }], result: 200 },
      shown: { users: [{ u_id: 2, ip_internal_number: '151', [HIDDEN]: 2 }], result: 200 },
    },
    {
      what: "others' calls: ids",
      ask: asked('call_history', 1),
      body: { users: [{ id: 9, phone: '79990001122', note: 'Звонок: 1.2' }] },
      shown: { users: [{ id: 9, [HIDDEN]: 2 }] },
    },
    {
      what: 'what was made',
      ask: asked('user/create'),
      body: { result: 200, id: '77', u_name: 'Юлия' },
      shown: { result: 200, id: '77', [HIDDEN]: 1 },
    },
    {
      what: "U-ON's own words, without numbers",
      ask: asked('user/update', '5'),
      body: { error: { message: 'Parameter phone 375291112233 is wrong' } },
      shown: { error: 'Parameter phone [number] is wrong' },
    },
    { what: 'an empty list', ask: asked('user/phone', PHONE), body: { result: 404 }, shown: { result: 404 } },
    {
      what: 'rows without a name',
      ask: asked('user/phone', PHONE),
      body: [{ u_id: 5, u_name: 'Ю' }],
      shown: [{ u_id: 5, u_name: 'Ю' }],
    },
    {
      what: 'rows by their ids',
      ask: asked('user/phone', PHONE),
      body: { users: { 5: CLIENT, 6: CLIENT } },
      shown: { users: { [HIDDEN]: 2 } },
    },
    {
      what: 'a method that nobody lists',
      ask: asked('webhook', 1),
      body: { webhooks: [{ id: 3, url: 'https://x/secret' }] },
      shown: { [HIDDEN]: 1 },
    },
    {
      what: 'a phone where an id belongs',
      ask: asked('user', 5),
      body: { user: { u_id: PHONE } },
      shown: { user: { u_id: HIDDEN } },
    },
    { what: 'a text', ask: asked('user', 5), body: 'Юлия', shown: HIDDEN },
  ])('shows $what', ({ ask, body, shown }) => {
    expect(shownAnswer(ask, body)).toEqual({ answer: shown, isCut: false });
  });

  it('shows the first rows of a long list, and how many more there are', () => {
    const { answer, isCut } = shownAnswer(asked('lead-by-client', 5), {
      leads: Array.from({ length: 137 }, () => LEAD),
    });
    expect(isCut).toBe(true);
    expect(answer).toEqual({ leads: [...Array.from({ length: 20 }, () => LEAD), { [HIDDEN]: 117 }] });
  });

  it('lets nothing out that is not on the list, whatever U-ON answers', () => {
    const SECRET = 'Тайна';
    const field = fc.oneof(
      fc.constantFrom(
        'u_id',
        'u_email',
        'u_note',
        'note',
        'users',
        'user',
        'result',
        'constructor',
        '__proto__',
        'toString',
      ),
      fc.string(),
    );
    const { answer } = fc.letrec<{ answer: unknown }>((tie) => ({
      answer: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(SECRET, `${SECRET} 1990-01-01`, 375_291_112_233),
        fc.array(tie('answer'), { maxLength: 4 }),
        fc.dictionary(field, tie('answer'), { maxKeys: 5 }),
      ),
    }));
    const methods = [
      'user/phone',
      'user',
      'lead-by-client',
      'manager',
      'call_history',
      'user/create',
      'webhook',
      'reminder',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...methods), answer, (method, body) => {
        const shown = JSON.stringify(shownAnswer(asked(method, '79990001122'), body));
        expect(shown).not.toContain(SECRET);
        expect(shown).not.toContain('375291112233');
        expect(shown.length).toBeLessThan(MOST_SHOWN + 100);
      }),
      { numRuns: 500 },
    );
  });
});

describe('shownParameters', () => {
  it.each([
    {
      method: 'user/create',
      sent: { u_name: 'Новый клиент', u_phone: PHONE, u_note: 'Создан по звонку 1.2', u_manager_id: undefined },
      shown: { u_name: 'Новый клиент', u_phone: PHONE, u_note: 'Создан по звонку 1.2' },
    },
    {
      method: 'webhook/create',
      sent: { url: 'https://x/secret', type_id: 3 },
      shown: { url: HIDDEN, type_id: HIDDEN },
    },
    { method: 'request/update', sent: { manager_id: 2, lead_status_id: '' }, shown: { manager_id: 2 } },
    { method: 'call_history/create', sent: { note: 'а\0б' }, shown: { note: 'аб' } },
  ])('of $method shows what is about the call', ({ method, sent, shown }) => {
    expect(shownParameters(method, sent)).toEqual(shown);
  });
});
