import { expect, it } from 'vitest';
import { hashPassword, isPassword } from './password-hash.ts';

it('knows a password by its hash, however its letters are composed, and no other one', async () => {
  const hash = await hashPassword('Пароль й 1');
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{86}$/);
  expect(await isPassword('Пароль й 1', hash)).toBe(true);
  expect(await isPassword('Пароль й 1'.normalize('NFD'), hash)).toBe(true);
  expect(await isPassword('Пароль й 2', hash)).toBe(false);
});

it('hashes the same password differently each time', async () => {
  expect(await hashPassword('once')).not.toBe(await hashPassword('once'));
});

it('takes nothing else for a hash', async () => {
  for (const text of ['', 'plain', 'scrypt$1$2$3$$', 'bcrypt$1$2$3$a$b'])
    await expect(isPassword('', text)).rejects.toThrow(/no hash/);
});
