import { expect, it } from 'vitest';
import { challengeCookie, challengeOf } from './challenge-cookie.ts';

it.each([
  ['a=1; p.two_factor=2fa-abc.signature%3D; p.session_token=x.y', '2fa-abc'],
  ['p.two_factor=2fa-a.b.signature', '2fa-a.b'],
  ['p.two_factor=unsigned', null],
  ['p.two_factor=.signature', null],
  ['p.two_factor=%E0.x', null],
  ['q.two_factor=2fa-abc.signature', null],
  ['', null],
])('%s names %j', (header, name) => expect(challengeOf(header, 'p')).toBe(name));

it('is sent on alone', () => {
  expect(challengeCookie('p.session_token=x.y;p.two_factor=2fa-a.b', 'p')).toBe('p.two_factor=2fa-a.b');
});
