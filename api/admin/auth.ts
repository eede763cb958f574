import { APIError } from 'better-auth/api';
import type pg from 'pg';
import { cookiePrefix, openBetterAuth } from './better-auth.ts';
import { challengeCookie, challengeOf } from './challenge-cookie.ts';
import { createSecondFactors, problemCode, type SecondFactors } from './second-factors.ts';

/** Who is logged in, as far as his cookie says: what he may do is asked of the database. */
export interface Session {
  readonly id: string;
  readonly userId: string;
}

/** How somebody comes. `isSecure`: by https; `browser`: «Firefox, Linux», kept with his session. */
export interface Coming {
  readonly isSecure: boolean;
  readonly browser?: string;
}

/** `half`: the password is right, and a code is asked for beside it. */
export type Login =
  | { readonly kind: 'in'; readonly userId: string; readonly cookies: readonly string[] }
  | { readonly kind: 'half'; readonly cookies: readonly string[] };

/** `over`: too late, or too many were wrong, and the password is asked for again; `locked`: of all log-ins too many were. */
export type CodeEntered =
  | Extract<Login, { kind: 'in' }>
  | { readonly kind: 'wrong' | 'over' | 'locked'; readonly cookies: readonly string[] };

/** Passwords, codes and sessions. Cookies are `Set-Cookie` headers. */
export interface AdminAuth {
  /** Null where nobody has this address and this password; both take the same time. */
  logIn(email: string, password: string, coming: Coming): Promise<Login | null>;
  /** By which the log-in that waits for its code is known (`admin_verifications`); null where the cookies name none. */
  challengeOf(cookie: string, isSecure: boolean): string | null;
  /** The second half of a log-in: a code of the app, or one of the recovery codes. */
  enterCode(cookie: string, code: string, coming: Coming): Promise<CodeEntered>;
  /** Null where the header `Cookie` names no session, or one that ran out. */
  sessionOf(cookie: string, isSecure: boolean): Promise<Session | null>;
  /** Ends the session, if there is one, for good. */
  logOut(cookie: string, isSecure: boolean): Promise<{ cookies: string[] }>;
  /** One's own second factor. */
  readonly secondFactors: SecondFactors;
}

/**
 * better-auth on our tables (migrations/0019_admin_users.sql): it keeps sessions and second factors, and signs cookies with
 * `secret`. Its own routes are not served: what the API offers are our operations, which ask it as functions.
 */
export function createAdminAuth(pool: pg.Pool, secret: string): AdminAuth {
  const [plain, secure] = [openBetterAuth(pool, secret, false), openBetterAuth(pool, secret, true)];
  const of = (isSecure: boolean) => (isSecure ? secure : plain).api;
  return {
    async logIn(email, password, { isSecure, browser = '' }) {
      try {
        const { headers, response } = await of(isSecure).signInEmail({
          body: { email, password },
          headers: new Headers({ 'User-Agent': browser }),
          returnHeaders: true,
        });
        const cookies = headers.getSetCookie();
        return isHalf(response) ? { kind: 'half', cookies } : { kind: 'in', userId: response.user.id, cookies };
      } catch (error) {
        // 400: what was typed is no address at all.
        if (error instanceof APIError && [400, 401].includes(error.statusCode)) return null;
        throw error;
      }
    },
    challengeOf: (cookie, isSecure) => challengeOf(cookie, cookiePrefix(isSecure)),
    async enterCode(cookie, code, { isSecure, browser = '' }) {
      // Without the cookie of a session, which would count before that of the log-in.
      const own = challengeCookie(cookie, cookiePrefix(isSecure)) ?? '';
      const asked = {
        body: { code },
        headers: new Headers({ Cookie: own, 'User-Agent': browser }),
        returnHeaders: true,
      } as const;
      try {
        const { headers, response } = await (/^\d{6}$/.test(code)
          ? of(isSecure).verifyTOTP(asked)
          : of(isSecure).verifyBackupCode(asked));
        return { kind: 'in', userId: response.user.id, cookies: headers.getSetCookie() };
      } catch (error) {
        return { kind: refusalOf(error), cookies: [] };
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
    secondFactors: createSecondFactors(of),
  };
}

/** better-auth's type of a log-in knows nothing of the plugin's answer. */
function isHalf(response: object): boolean {
  return 'twoFactorRedirect' in response;
}

/** @throws what is none */
function refusalOf(error: unknown): 'wrong' | 'over' | 'locked' {
  const code = problemCode(error);
  if (code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE') return 'wrong';
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return 'locked';
  if (code !== null && OVER.includes(code)) return 'over';
  throw error;
}

const OVER = [
  ...['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'],
  ...['TOTP_NOT_ENABLED', 'BACKUP_CODES_NOT_ENABLED'],
];
