import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import type pg from 'pg';
import { hashPassword, isPassword } from '../../platform/password-hash.ts';

/** Who is logged in, as far as his cookie says: what he may do is asked of the database. */
export interface Session {
  readonly id: string;
  readonly userId: string;
}

/** Passwords and sessions. Cookies are `Set-Cookie` headers; `isSecure`: the browser came by https. */
export interface AdminAuth {
  /** Null where nobody has this address and this password; both take the same time. */
  logIn(email: string, password: string, isSecure: boolean): Promise<{ userId: string; cookies: string[] } | null>;
  /** Null where the header `Cookie` names no session, or one that ran out. */
  sessionOf(cookie: string, isSecure: boolean): Promise<Session | null>;
  /** Ends the session, if there is one, for good. */
  logOut(cookie: string, isSecure: boolean): Promise<{ cookies: string[] }>;
}

/** A working day, however busy: then one logs in again. */
export const SESSION_S = 12 * 3_600;

/**
 * better-auth on our tables (migrations/0019_admin_users.sql): it keeps sessions and signs their cookies with `secret`. Its own
 * routes are not served: what the API offers are our operations, which ask it as functions.
 */
export function createAdminAuth(pool: pg.Pool, secret: string): AdminAuth {
  const [plain, secure] = [open(pool, secret, false), open(pool, secret, true)];
  const of = (isSecure: boolean) => (isSecure ? secure : plain).api;
  return {
    async logIn(email, password, isSecure) {
      try {
        const { headers, response } = await of(isSecure).signInEmail({
          body: { email, password },
          returnHeaders: true,
        });
        return { userId: response.user.id, cookies: headers.getSetCookie() };
      } catch (error) {
        // 400: what was typed is no address at all.
        if (error instanceof APIError && [400, 401].includes(error.statusCode)) return null;
        throw error;
      }
    },
    async sessionOf(cookie, isSecure) {
      const found = await of(isSecure).getSession({ headers: new Headers({ cookie }) });
      return found && { id: found.session.id, userId: found.session.userId };
    },
    async logOut(cookie, isSecure) {
      const { headers } = await of(isSecure).signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return { cookies: headers.getSetCookie() };
    },
  };
}

function open(pool: pg.Pool, secret: string, isSecure: boolean) {
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
  return betterAuth({
    database: pool,
    secret,
    // Names no host: nothing is sent or redirected anywhere.
    baseURL: 'http://localhost',
    user: { modelName: 'admin_users', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'admin_sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: SESSION_S,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'admin_accounts',
      fields: {
        ...{ userId: 'user_id', accountId: 'account_id', providerId: 'provider_id', idToken: 'id_token', ...times },
        ...{ accessToken: 'access_token', accessTokenExpiresAt: 'access_token_expires_at' },
        ...{ refreshToken: 'refresh_token', refreshTokenExpiresAt: 'refresh_token_expires_at' },
      },
    },
    verification: { modelName: 'admin_verifications', fields: { expiresAt: 'expires_at', ...times } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ password, hash }) => isPassword(password, hash) },
    },
    advanced: {
      cookiePrefix: 'uon-telephony',
      useSecureCookies: isSecure,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      ipAddress: { disableIpTracking: true },
      // The tables are ours: a column that a later version added must not keep this one from starting.
      database: { generateId: () => randomUUID(), validateSchema: false },
    },
    telemetry: { enabled: false },
    // What goes wrong is thrown, and told by who catches it.
    logger: { disabled: true },
  });
}
