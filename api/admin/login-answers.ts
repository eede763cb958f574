import type { Request } from 'express';
import type { AdminUser } from '../../db/admin-users.ts';
import { Problem } from '../problem.ts';
import type { Coming } from './auth.ts';
import { browserName } from './browser-name.ts';
import { isSecure, type AdminDoor } from './door.ts';
import { isEasyPassword } from './password-strength.ts';
import type { SessionAnswer } from './session-operations.ts';
import { userTold } from './user-answers.ts';

/** How a browser comes, as far as it is kept. */
export function comingOf(door: Pick<AdminDoor, 'publicUrl'>, request: Request): Coming {
  return { isSecure: isSecure(door, request), browser: browserName(request.get('User-Agent') ?? '') };
}

export function sessionTold(user: AdminUser): SessionAnswer {
  return { user: userTold(user), password_until: user.passwordUntil?.toISOString() ?? null };
}

/** `about`: the user's address and name. @throws Problem 422 at the field */
export function refuseEasy(field: string, password: string, about: readonly string[]): void {
  if (!isEasyPassword(password, about)) return;
  const message = 'is among the passwords that are guessed first: take some words that do not belong together';
  throw new Problem(422, 'The password is too easily guessed', { errors: [{ field, message }] });
}

export function wrongCode(): Problem {
  const errors = [{ field: 'code', message: 'is wrong, or was used: wait for the next one' }];
  return new Problem(422, 'The code is wrong, or was used', { errors });
}
