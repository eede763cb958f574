import type { Request, RequestHandler, Response } from 'express';
import type { AdminUser } from '../../db/admin-users.ts';
import { may, type Wish } from '../../domain/admin-access.ts';
import { Problem } from '../problem.ts';
import type { AdminAuth } from './auth.ts';

export interface AdminDoor {
  readonly auth: AdminAuth;
  readonly findUser: (id: string) => Promise<AdminUser | null>;
  /** Where browsers find us, if that is told: behind https then, whatever the proxy says. */
  readonly publicUrl: string | undefined;
}

/** Who asks, and by which session. */
export interface LoggedIn {
  readonly user: AdminUser;
  readonly sessionId: string;
}

/**
 * Lets pass who is logged in and may do what this route does. What he may is asked of the database each time: a role that was
 * taken away counts at once.
 */
export function allow(door: AdminDoor, wishOf: (request: Request) => Wish): RequestHandler {
  return async (request, response, next) => {
    const loggedIn = await whoAsks(door, request);
    if (!loggedIn) throw new Problem(401, 'Log in first');
    if (!may(loggedIn.user, wishOf(request))) throw new Problem(403, 'Your role does not allow this');
    response.locals['admin'] = loggedIn;
    next();
  };
}

/** Is he who asked still logged in, and may he still do that? For answers that take long. */
export async function isStillAllowed(door: AdminDoor, request: Request, wish: Wish): Promise<boolean> {
  const loggedIn = await whoAsks(door, request);
  return loggedIn !== null && may(loggedIn.user, wish);
}

/** Who asks, once `allow` has let him pass. */
export function adminOf(response: Response): LoggedIn {
  const loggedIn: unknown = response.locals['admin'];
  if (!isLoggedIn(loggedIn)) throw new Error('nobody was asked who he is');
  return loggedIn;
}

/** Did the browser come by https? Only then may its cookie go by nothing else. */
export function isSecure({ publicUrl }: Pick<AdminDoor, 'publicUrl'>, request: Request): boolean {
  if (request.secure) return true;
  if (publicUrl === undefined) return false;
  const { protocol, host } = new URL(publicUrl);
  return protocol === 'https:' && host === request.host;
}

export function cookieOf(request: Request): string {
  return request.get('Cookie') ?? '';
}

async function whoAsks(door: AdminDoor, request: Request): Promise<LoggedIn | null> {
  const session = await door.auth.sessionOf(cookieOf(request), isSecure(door, request));
  const user = session && (await door.findUser(session.userId));
  return session && user && { user, sessionId: session.id };
}

function isLoggedIn(value: unknown): value is LoggedIn {
  return typeof value === 'object' && value !== null && 'user' in value && 'sessionId' in value;
}
