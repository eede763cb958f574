import { describe, expect, it } from 'vitest';
import { idOf, textOf, webhookFields } from './fields.ts';

describe('the fields of a webhook', () => {
  it.each([
    ['brackets', { 'client[u_id]': '5', 'client[u_name]': 'Иван' }],
    ['nested JSON', { client: { u_id: '5', u_name: 'Иван' } }],
    ['JSON within text', { client: '{"u_id":"5","u_name":"Иван"}' }],
    ['a Russian name', { клиент: '{"u_id":"5","u_name":"Иван"}' }],
    ['Russian brackets', { ' Клиент[u_id]': '5', 'клиент[u_name]': 'Иван' }],
  ])('take a client as %s', (_how, body) => {
    expect(webhookFields(body)).toEqual({ client: { u_id: '5', u_name: 'Иван' } });
  });

  it('have English names, whatever was written', () => {
    const russian = { метод: 'call', 'ID пользователя': 2, Телефон: '375296254070', uon_id: '67054' };
    expect(webhookFields(russian)).toEqual({ method: 'call', user_id: 2, phone: '375296254070', uon_id: '67054' });
  });

  it('count as first given: the body before the query', () => {
    expect(webhookFields({ type_id: 3, 'client[u_id]': '5' }, { type_id: 4, client: { u_id: '6' }, x: 1 })).toEqual({
      type_id: 3,
      client: { u_id: '5' },
      x: 1,
    });
  });

  it('leave a client that is no JSON as it is', () => {
    expect(webhookFields({ client: '{"u_id":' })).toEqual({ client: '{"u_id":' });
    expect(webhookFields({ client: '[1]' })).toEqual({ client: '[1]' });
  });

  it('never touch what objects inherit', () => {
    const fields = webhookFields(
      { 'constructor[name]': 'x', '__proto__[polluted]': '1' },
      JSON.parse('{"__proto__":{"a":1}}'),
    );
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });

  it('are ids where they are whole numbers above 0', () => {
    expect(['5', 5, ' 7 ', '0', 0, '', null, 'five', -1, '1e3'].map(idOf)).toEqual([
      ...['5', '5', '7'],
      ...[null, null, null, null, null, null, null],
    ]);
    expect([' a ', '', 3, true, null, {}].map(textOf)).toEqual(['a', null, '3', null, null, null]);
  });
});
