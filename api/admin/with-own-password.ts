import type { Request } from 'express';
import type { AdminUser } from '../../db/admin-users.ts';
import { readInput } from '../input.ts';
import { Problem } from '../problem.ts';
import { ownPasswordBody } from './second-factor-operations.ts';
import type { SessionDeps } from './session.ts';

/** Does what one's password is needed for; a wrong one counts as one of a log-in does. @throws Problem 422, 429 */
export async function withOwnPassword<T>(
  { limits, room }: Pick<SessionDeps, 'limits' | 'room'>,
  request: Request,
  user: AdminUser,
  work: (password: string) => Promise<T | 'wrong-password'>,
): Promise<T> {
  const { password } = readInput(ownPasswordBody, request);
  const attempt = { address: request.ip ?? '', email: user.email };
  return room.enter('', async () => {
    limits.mayTry(attempt);
    const done = await work(password);
    if (done !== 'wrong-password') return done;
    limits.failed(attempt);
    const errors = [{ field: 'password', message: 'is not your password' }];
    throw new Problem(422, 'The password is wrong', { errors });
  });
}
