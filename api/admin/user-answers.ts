import { z } from 'zod';
import type { AdminUser } from '../../db/admin-users.ts';

const number = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, { error: 'must be 1 to 32 letters or digits' });
const enterprises = z.array(number).min(1).max(1_000);

/** Which role goes with which enterprises. */
export const access = z
  .discriminatedUnion('role', [
    z.object({ role: z.literal('owner'), enterprises: z.null() }),
    z.object({ role: z.literal('administrator'), enterprises }),
    z.object({ role: z.literal('reader'), enterprises: enterprises.nullable() }),
  ])
  .meta({
    id: 'AdminAccess',
    description: 'owner: of the installation; administrator: of these enterprises; reader: of these, or of all (null)',
  });

export const nameField = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, { error: 'must be one line without control characters' })
  .meta({ examples: ['Анна Иванова'] });

export const emailField = z
  .email()
  .max(254)
  .meta({ examples: ['anna@example.com', 'petr@example.com'] });

/** At least twelve characters of any kind (NIST SP 800-63B asks for length, and for no mixture). */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
export const newPasswordField = z
  .string()
  .min(PASSWORD_MIN)
  .max(PASSWORD_MAX)
  .meta({ description: `At least ${PASSWORD_MIN} characters`, examples: ['четыре слова подряд никто'] });

export const userAnswer = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(['owner', 'administrator', 'reader']),
    enterprises: z.array(z.string()).nullable().meta({ description: 'null: all' }),
    created_at: z.iso.datetime(),
    second_factor: z.boolean().meta({ description: 'A code is asked for beside the password' }),
  })
  .meta({ id: 'AdminUser' });

export type UserAnswer = z.output<typeof userAnswer>;

export function userTold({ id, email, name, role, enterprises, ...user }: AdminUser): UserAnswer {
  const all = enterprises && [...enterprises];
  const { createdAt, hasSecondFactor: second_factor } = user;
  return { id, email, name, role, enterprises: all, created_at: createdAt.toISOString(), second_factor };
}
