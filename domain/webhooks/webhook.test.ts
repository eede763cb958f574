import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webhookFields } from './fields.ts';
import { accountOf, readWebhook } from './webhook.ts';

const read = (body: Record<string, unknown>) => readWebhook(webhookFields(body), 'BY');

describe('a webhook', () => {
  it('of a client holds its card, as far as U-ON described it', () => {
    const body = {
      type_id: '3',
      client_id: '5',
      'client[u_id]': '5',
      'client[u_surname]': 'Иванов &amp; Ко',
      'client[u_name]': 'Иван',
      'client[u_phone]': ' 375297003134',
      'client[u_phone_mobile]': '8 029 700-31-34',
    };
    const card = { surname: 'Иванов & Ко', name: 'Иван', patronymic: null, company: null };
    expect(read(body)).toEqual({
      kind: 'client',
      clientId: '5',
      card: { ...card, phones: ['+375297003134'], hasAllPhones: false },
    });
  });

  it('says that all phones are given where it has all three fields', () => {
    const client = { u_id: 7, u_phone: '+375297003134', u_phone_mobile: '', u_phone_home: '103' };
    expect(read({ type_id: 4, client })).toMatchObject({
      clientId: '7',
      card: { phones: ['+375297003134'], hasAllPhones: true, surname: null },
    });
  });

  it('with the id alone, or a client without fields of ours, has no card', () => {
    expect(read({ type_id: 4, client_id: 7 })).toEqual({ kind: 'client', clientId: '7', card: null });
    expect(read({ type_id: 4, client: { u_id: 7 } })).toEqual({ kind: 'client', clientId: '7', card: null });
  });

  it.each([
    [{ method: 'call', user_id: 2, phone: '375296254070', uon_id: '67054' }],
    [{ type_id: '47', user_id: '2', phone: '+375 29 625-40-70' }],
    [{ метод: 'call', 'ID пользователя': '2', телефон: '80296254070' }],
  ])('is a click on a phone: %j', (body) => {
    expect(read(body)).toEqual({ kind: 'click', managerId: '2', phone: { kind: 'number', e164: '+375296254070' } });
  });

  it.each([
    [5, { kind: 'client-deleted', clientId: '9' }],
    [60, { kind: 'managers' }],
    [61, { kind: 'managers' }],
    [67, { kind: 'managers' }],
    [1, { kind: 'leads', clientId: '9', leadIds: [] }],
    [16, { kind: 'leads', clientId: '9', leadIds: [] }],
    [29, { kind: 'leads', clientId: '9', leadIds: [] }],
    [55, { kind: 'leads', clientId: '9', leadIds: [] }],
    [2, { kind: 'other' }],
    [999, { kind: 'other' }],
    ['', { kind: 'other' }],
  ])('of type %s is %j', (type_id, webhook) => {
    expect(read({ type_id, client_id: 9 })).toEqual(webhook);
  });

  it('of a client that is not named is kept for the record', () => {
    expect(read({ type_id: 3 })).toEqual({ kind: 'other' });
    expect(read({ type_id: 5, client_id: 0 })).toEqual({ kind: 'other' });
  });

  it('names accounts by id and by host', () => {
    const fields = webhookFields({ uon_id: 67054, account_id: '1', uon_subdomain: 'ID67054' });
    expect(accountOf(fields)).toEqual({ ids: ['67054', '1'], hosts: ['id67054.u-on.ru'] });
  });

  it('is read whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.string(), fc.constantFrom('type_id', 'client', 'phone', 'client[u_id]')),
          fc.jsonValue(),
        ),
        (body) => {
          expect(read({ type_id: 3, ...body }).kind).toBeTypeOf('string');
        },
      ),
    );
  });
});
