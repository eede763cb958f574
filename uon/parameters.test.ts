import { expect, test } from 'vitest';

import { asNumber, encodeBody } from './parameters.ts';

const parameters = { name: 'Иван & Co', manager_id: 2, duration: 0, note: '', office_id: null, source: undefined };

test('JSON keeps numbers as numbers and leaves out what has no value', () => {
  const { contentType, text } = encodeBody(parameters, 'json');
  expect(contentType).toBe('application/json');
  expect(JSON.parse(text)).toEqual({ name: 'Иван & Co', manager_id: 2, duration: 0 });
});

test('a form leaves out what has no value', () => {
  const { contentType, text } = encodeBody(parameters, 'form');
  expect(contentType).toBe('application/x-www-form-urlencoded');
  expect(Object.fromEntries(new URLSearchParams(text))).toEqual({ name: 'Иван & Co', manager_id: '2', duration: '0' });
});

test('ids become numbers where they are', () => {
  expect(['2', '007', 'x2', '99999999999999999999', null, undefined].map(asNumber)).toEqual([
    2,
    7,
    'x2',
    '99999999999999999999',
    null,
    undefined,
  ]);
});
