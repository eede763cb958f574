import { expect, it } from 'vitest';
import { isEasyPassword } from './password-strength.ts';

it.each([
  ...['password1234', 'passwordpassword', '1q2w3e4r5t6y', 'qazwsxedcrfv', 'qwerty123456', 'leavemealone'],
  ...['123456789012', 'aaaaaaaaaaaa', 'qwertyuiop123', 'ghbdtnrfrltkf', 'парольпароль', 'P@ssw0rd'.repeat(16)],
])('%s is among those that are guessed first', (password) => expect(isEasyPassword(password)).toBe(true));

it.each(['четыре слова подряд никто', 'пароль этих тестов', 'correct horse battery staple', 'x7-Kq_92mNpLw3RtYb5s'])(
  '%s is not',
  (password) => expect(isEasyPassword(password)).toBe(false),
);

it('one’s own address is', () => {
  expect(isEasyPassword('anna.ivanova@turist.example', ['anna.ivanova@turist.example'])).toBe(true);
  expect(isEasyPassword('anna.ivanova@turist.example')).toBe(false);
});
