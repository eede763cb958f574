import { expect, it } from 'vitest';
import { sharedNames } from './shared-account.ts';

const BOTH = ['account_id', 'subdomain'];

it.each([
  [{ account_id: '67054' }, { account_id: '67054' }, ['account_id']],
  [{ account_id: '67054' }, { account_id: '67055' }, []],
  [{ account_id: '67054' }, { subdomain: 'id67054.u-on.ru' }, ['account_id']],
  [{ subdomain: 'id67054.u-on.ru' }, { account_id: '67054' }, ['subdomain']],
  [{ subdomain: 'crm.agency.by' }, { account_id: '5', subdomain: 'crm.agency.by' }, ['subdomain']],
  [{ account_id: '67054', subdomain: 'id67054.u-on.ru' }, { account_id: '67054' }, BOTH],
  [{ account_id: '1', subdomain: 'id67054.u-on.ru' }, { account_id: '67054' }, ['subdomain']],
  [{}, { account_id: '67054' }, []],
  [{ account_id: '67054' }, {}, []],
  [{}, {}, []],
])('%j beside %j shares %j', (own, other, names) => {
  expect(sharedNames(own, other)).toEqual(names);
});
