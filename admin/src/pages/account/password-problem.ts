import type { Texts } from '../../texts/ru.ts';

export const PASSWORD_MIN = 12;

/** What is wrong with a password that somebody chooses; `isRefused`: the API found it easily guessed. */
export function passwordProblem(
  password: string,
  isRefused: boolean,
  { account }: Pick<Texts, 'account'>,
): string | null {
  if (password.length < PASSWORD_MIN) return account.tooShort;
  return isRefused ? account.easy : null;
}
