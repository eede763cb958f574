import { expect, it } from 'vitest';
import { openChanges } from './open-changes.ts';

const versions = (of: Record<string, number>) => new Map(Object.entries(of));

it.each([
  ['nothing at all', {}, {}, [], []],
  ['the same', { a: 1, b: 2 }, { b: 2, a: 1 }, [], []],
  ['a new one', { a: 1 }, { a: 1, b: 0 }, ['b'], []],
  ['one written anew', { a: 1, b: 2 }, { a: 1, b: 3 }, ['b'], []],
  ['one that closed', { a: 1, b: 2 }, { a: 1 }, [], ['b']],
  ['one after the other', { a: 1 }, { b: 1 }, ['b'], ['a']],
])('%s', (_name, before, now, changed, gone) => {
  expect(openChanges(versions(before), versions(now))).toEqual({ changed, gone });
});
