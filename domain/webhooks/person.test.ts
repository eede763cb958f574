import { expect, it } from 'vitest';
import { webhookFields } from './fields.ts';
import { personOf } from './person.ts';

it.each([
  [
    { method: 'call', phone: '8 029 625-40-70' },
    { phones: ['+375296254070'], clientId: null },
  ],
  [
    { type_id: 3, client: { id: 7, u_phone: '80296254070', u_phone_mobile: '+48 501 234 567', u_phone_home: '103' } },
    { phones: ['+375296254070', '+48501234567'], clientId: '7' },
  ],
  [
    { type_id: 999, client_id: ' 7 ', 'client[u_phone]': '375296254070' },
    { phones: ['+375296254070'], clientId: '7' },
  ],
  [
    { type_id: 1, client_id: 0, phone: 'none' },
    { phones: [], clientId: null },
  ],
])('whoever a webhook tells of is known, whatever its type and writing: %j', (body, person) => {
  expect(personOf(webhookFields(body), 'BY')).toEqual(person);
});
