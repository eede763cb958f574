import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { may, ROLES, type Person, type Wish } from './admin-access.ts';

const owner: Person = { role: 'owner', enterprises: null };
const administrator: Person = { role: 'administrator', enterprises: ['0367', '0368'] };
const reader: Person = { role: 'reader', enterprises: ['0367'] };
const readerOfAll: Person = { role: 'reader', enterprises: null };

const of = (what: 'read-enterprise' | 'change-enterprise', enterprise = '0367'): Wish => ({ what, enterprise });

describe('who may do what', () => {
  it.each<[string, Wish, owner: boolean, administrator: boolean, reader: boolean, readerOfAll: boolean]>([
    ['read an enterprise of his', of('read-enterprise'), true, true, true, true],
    ['read another enterprise', of('read-enterprise', '0400'), true, false, false, true],
    ['change an enterprise of his', of('change-enterprise'), true, true, false, false],
    ['change another enterprise', of('change-enterprise', '0400'), true, false, false, false],
    ['add an enterprise', { what: 'add-enterprise' }, true, false, false, false],
    ['remove an enterprise', { what: 'remove-enterprise' }, true, false, false, false],
    ['manage users', { what: 'manage-users' }, true, false, false, false],
    ['read who changed what', { what: 'read-audit' }, true, false, false, false],
    ['read payloads of Temporal', { what: 'read-payloads' }, true, false, false, false],
    ['use his own account', { what: 'use-own-account' }, true, true, true, true],
  ])('%s', (_what, wish, ...wanted) => {
    expect([owner, administrator, reader, readerOfAll].map((person) => may(person, wish))).toEqual(wanted);
  });
});

it('nobody but who is of all enterprises reaches one that is not his', () => {
  const number = fc.stringMatching(/^\d{4}$/);
  const wishes = fc.record({ what: fc.constantFrom('read-enterprise', 'change-enterprise'), enterprise: number });
  fc.assert(
    fc.property(fc.constantFrom(...ROLES), fc.array(number), wishes, (role, enterprises, wish) => {
      expect(may({ role, enterprises }, wish as Wish) && !enterprises.includes(wish.enterprise)).toBe(false);
    }),
  );
});
