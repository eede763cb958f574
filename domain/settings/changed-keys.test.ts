import { expect, it } from 'vitest';
import { changedKeys } from './changed-keys.ts';

it.each([
  [{ a: 1 }, { a: 1 }, []],
  [{ a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 3 }, a: 2 }, ['a', 'b.c']],
  [{ lines: [{ trunk: '1', name: 'x' }] }, { lines: [{ name: 'x', trunk: '1' }] }, []],
  [{ lines: [{ trunk: '1' }] }, { lines: [{ trunk: '1' }, { trunk: '2' }] }, ['lines']],
  [{}, { uon: { api_key: 'x' } }, ['uon']],
  [{ uon: {} }, { uon: { api_key: 'x' } }, ['uon.api_key']],
  [{ a: undefined }, {}, []],
  [{ a: null }, { a: {} }, ['a']],
])('%j and %j differ in %j', (before, after, keys) => {
  expect(changedKeys(before, after)).toEqual(keys);
});
