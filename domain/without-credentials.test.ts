import { expect, it } from 'vitest';
import { allWithoutCredentials, withoutCredentials } from './without-credentials.ts';

it.each([
  ['https://pbx.example/1.wav', 'https://pbx.example/1.wav'],
  ['http://user:pass@pbx.example/1.wav', 'http://pbx.example/1.wav'],
  ['HTTPS://user@pbx.example:8443/1.wav?a=b@c', 'HTTPS://pbx.example:8443/1.wav?a=b@c'],
  ['http://user:p@ss:word@pbx.example/1.wav', 'http://pbx.example/1.wav'],
  ['see http://a:b@c/ and http://d:e@f/', 'see http://c/ and http://f/'],
  ['mail anna@example.com', 'mail anna@example.com'],
  ['https://pbx.example/records/anna@example.com.wav', 'https://pbx.example/records/anna@example.com.wav'],
])('%s', (text, told) => {
  expect(withoutCredentials(text)).toBe(told);
});

it('all texts of a value, however deep', () => {
  const value = { a: ['http://u:p@h/', 1, null], b: { c: 'http://u:p@h/' } };
  expect(allWithoutCredentials(value)).toEqual({ a: ['http://h/', 1, null], b: { c: 'http://h/' } });
});
