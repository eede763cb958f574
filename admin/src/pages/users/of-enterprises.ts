import type { User } from '../../api/users.ts';
import type { Texts } from '../../texts/ru.ts';

/** Which enterprises are a user's, in words; none is left of who had those alone that were removed. */
export function ofEnterprises({ enterprises }: Pick<User, 'enterprises'>, { users }: Pick<Texts, 'users'>): string {
  if (enterprises === null) return users.ofAll;
  return enterprises.length === 0 ? users.ofNone : enterprises.join(', ');
}
