import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readAnswer } from './answer.ts';
import { UonError } from './errors.ts';

const KEY = 'kEy+with/signs';

function judge(status: number, body: unknown): string {
  try {
    return readAnswer({ status, text: typeof body === 'string' ? body : JSON.stringify(body) }, 'user/create', KEY)
      .kind;
  } catch (error) {
    return error instanceof UonError ? `${error.kind} ${error.status}` : 'not ours';
  }
}

test.each([
  ['a result of 200', 200, { result: 200, id: '5' }, 'ok'],
  ['a result of "200"', 200, { result: '200', id: '5' }, 'ok'],
  ['no result at all', 200, { users: [] }, 'ok'],
  ['a bare array', 200, [], 'ok'],
  ['404 for an empty list', 404, { result: 404 }, 'empty'],
  ['404 for an empty list inside a 200', 200, { result: 404 }, 'empty'],
  ['a wrong key', 403, { error: { message: 'API key is wrong' } }, 'key-refused 403'],
  ['a wrong key inside a 200', 200, { result: 403 }, 'key-refused 403'],
  ['401', 401, '', 'key-refused 401'],
  ['a wrong parameter', 404, { error: { message: 'Parameter cio_id is wrong' } }, 'refused 404'],
  [
    'a wrong parameter beside result 404',
    404,
    { result: 404, error: { message: 'Parameter x is wrong' } },
    'refused 404',
  ],
  ['a page of a proxy with 404', 404, '<html>', 'refused 404'],
  ['an error inside a 200', 200, { error: { message: 'no' } }, 'refused 400'],
  ['an error without words inside a 200', 200, { error: {} }, 'refused 400'],
  ['a result that is no status', 200, { result: 0 }, 'refused 0'],
  ['a result that is a word', 200, { result: 'error' }, 'refused -1'],
  ['422', 422, {}, 'refused 422'],
  ['429', 429, 'Too Many Requests', 'rate-limited 429'],
  ['429 inside a 200', 200, { result: 429 }, 'rate-limited 429'],
  ['408', 408, '', 'unclear 408'],
  ['500', 500, {}, 'unclear 500'],
  ['500 inside a 200', 200, { result: 500 }, 'unclear 500'],
  ['502 with a page', 502, '<html>', 'unclear 502'],
  ['a redirect', 302, '', 'unclear 302'],
  ['nothing', 200, '', 'unclear 200'],
  ['half a JSON', 200, '{"result":20', 'unclear 200'],
])('%s is judged right', (_, status, body, judgement) => {
  expect(judge(status, body)).toBe(judgement);
});

test('the error says what U-ON said, without key, address and phone', () => {
  const said = `Phone +375 (29) 625-40-70 at https://api.u-on.ru/${KEY}/user.json, key ${encodeURIComponent(KEY)} is wrong`;
  try {
    readAnswer({ status: 404, text: JSON.stringify({ error: { message: said } }) }, 'user/create', KEY);
    expect.unreachable();
  } catch (error) {
    expect(String(error)).toBe('UonError: U-ON user/create: refused (404): Phone [number] at [url] key [key] is wrong');
  }
});

test('whatever comes, it is an answer, an empty one or our error', () => {
  const body = fc.oneof(fc.jsonValue(), fc.record({ result: fc.jsonValue(), error: fc.jsonValue() }), fc.string());
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), body, (status, said) => judge(status, said) !== 'not ours'),
  );
});
