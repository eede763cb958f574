import { expect, test } from 'vitest';

import { UonError } from './errors.ts';
import { requestUrl } from './request-url.ts';

const access = { account: 'a', apiKey: 'k/y', apiUrl: 'https://api.u-on.ru/', bodyFormat: 'json' as const };

test('key, method, ids and page stand in the path, each as one segment', () => {
  const url = requestUrl(access, { method: 'lead-by-client', segments: ['5/../6', 2] });
  expect(url.href).toBe('https://api.u-on.ru/k%2Fy/lead-by-client/5%2F..%2F6/2.json');
});

test.each([['http://127.0.0.1:8080'], ['http://localhost:1'], ['http://[::1]:1']])(
  'plain http is taken to %s',
  (apiUrl) => {
    expect(requestUrl({ ...access, apiUrl }, { method: 'manager' }).protocol).toBe('http:');
  },
);

test.each([['http://api.u-on.ru'], ['http://127.0.0.1.example.org'], ['ftp://api.u-on.ru'], ['api.u-on.ru'], ['']])(
  'the address %j is refused without being shown',
  (apiUrl) => {
    try {
      requestUrl({ ...access, apiUrl }, { method: 'manager' });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UonError);
      expect(error).toMatchObject({ kind: 'refused' });
      expect(JSON.stringify(error) + String(error)).not.toMatch(/k\/y|u-on\.ru/);
    }
  },
);
