import fc from 'fast-check';
import { expect, test } from 'vitest';

import { rowsOf } from './rows.ts';

const row = { u_id: 1 };

test.each([
  ['under its key', { result: 200, users: [row] }],
  ['under its other name', { result: 200, user: [row] }],
  ['as a bare array', [row]],
  ['as a single row', { user: row }],
  ['under a key nobody knows', { result: 200, items: [row] }],
  ["as PHP's object with numbers", { users: { 0: row } }],
  ["as PHP's object with numbers at the top", { 3: row, result: 200 }],
])('rows are found %s', (_, body) => {
  expect(rowsOf(body, ['users', 'user'])).toEqual([row]);
});

test.each([
  ['an empty array', { users: [] }],
  ['null', { users: null }],
  ['an empty text', { users: '' }],
  ['false', { users: false }],
  ['nothing beside the result', { result: 200 }],
])('%s is an empty list', (_, body) => {
  expect(rowsOf(body, ['users'])).toEqual([]);
});

test.each([[{}], [null], ['text'], [5], [{ hello: 'world' }], [{ a: [row], b: [row] }]])('%j has no rows', (body) => {
  expect(rowsOf(body, ['users'])).toBeUndefined();
});

test('any JSON is read without an error', () => {
  fc.assert(fc.property(fc.jsonValue(), (body) => void rowsOf(body, ['users', 'user'])));
});
