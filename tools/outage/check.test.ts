import { expect, it } from 'vitest';
import { createAccount, type Account } from '../../simulators/uon/account.ts';
import { faultsOf, timesTheLimit } from './check.ts';

const CALL = {
  enterprise: { number: '1', token: 't', apiKey: 'k' },
  ...{ callId: '1.1', phone: '375291112233', rung: ['151'], isAnswered: true },
};

function perfect(): Account {
  const account = createAccount({
    managers: [{ u_id: 2 }],
    clients: [{ u_id: 5, u_phone: '375291112233', manager_id: 2 }],
    leads: [{ id: 7, client_id: 5, status_id: 1, manager_id: 2, note: 'Создано по звонку 1.1' }],
  });
  account.callRecords.push({
    ...{ id: 1, phone: '375291112233', start: '', duration: 0, direction: 2, record_link: '', manager_id: 2 },
    ...{ office_id: null, note: 'Звонок: 1.1', client_id: 5 },
  });
  return account;
}

it('finds nothing where all is as it should be', () => {
  expect(faultsOf(perfect(), [CALL])).toEqual([]);
});

it.each([
  ['a lost record', (account: Account) => void account.callRecords.pop(), '1.1: 0 records'],
  ['a doubled lead', (account: Account) => void account.leads.push(...account.leads), '1.1: 2 leads'],
  ['a lost client', (account: Account) => void account.clients.pop(), '1.1: 0 clients'],
  [
    'a manager nobody set',
    (account: Account) => void (account.leads[0] ? (account.leads[0].manager_id = null) : 0),
    'manager',
  ],
])('finds %s', (_, spoil, fault) => {
  const account = perfect();
  spoil(account);
  expect(faultsOf(account, [CALL])).toEqual([expect.stringContaining(fault)]);
});

it('tells how many times as long as at eight a second it took; nothing sent is never in time', () => {
  expect(timesTheLimit(80, 11)).toBe(1.1);
  expect(timesTheLimit(0, 0)).toBeNaN();
});
