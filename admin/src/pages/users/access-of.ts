import type { Role } from '../../../../domain/admin-access.ts';
import type { Access } from '../../api/users.ts';

export interface UserFields {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Numbers, as they are typed. */
  readonly enterprises: string;
}

/** What the fields give: a reader without numbers is one of all enterprises. Undefined where numbers are missing. */
export function accessOf({ role, enterprises }: Pick<UserFields, 'role' | 'enterprises'>): Access | undefined {
  if (role === 'owner') return { role, enterprises: null };
  const numbers = enterprises.split(/[\s,;]+/).filter(Boolean);
  if (numbers.length > 0) return { role, enterprises: [...new Set(numbers)] };
  return role === 'reader' ? { role, enterprises: null } : undefined;
}

export function isRole(value: string): value is Role {
  return value === 'owner' || value === 'administrator' || value === 'reader';
}
