import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type pg from 'pg';
import { hashPassword, isPassword } from '../../platform/password-hash.ts';

/** A working day, however busy: then one logs in again. */
const SESSION_S = 12 * 3_600;

/** As apps for codes name the account. */
const ISSUER = 'U-ON telephony';

/** What the names of our cookies begin with. `__Host-`: browsers take it by https alone, of this very host, for all its paths. */
export function cookiePrefix(isSecure: boolean): string {
  return isSecure ? '__Host-uon-telephony' : 'uon-telephony';
}

/** better-auth on our tables, with second factors. Its options alone: what is asked of it stands in auth.ts. */
export function openBetterAuth(pool: pg.Pool, secret: string, isSecure: boolean) {
  return betterAuth({
    database: pool,
    secret,
    // Names no host: nothing is sent or redirected anywhere.
    baseURL: 'http://localhost',
    user: TABLES.user,
    session: { ...TABLES.session, expiresIn: SESSION_S, disableSessionRefresh: true },
    account: TABLES.account,
    verification: TABLES.verification,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ password, hash }) => isPassword(password, hash) },
    },
    plugins: [twoFactor({ issuer: ISSUER, schema: SECOND_FACTOR_TABLES })],
    advanced: {
      cookiePrefix: cookiePrefix(isSecure),
      // It would name them `__Secure-`.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isSecure, sameSite: 'strict', httpOnly: true },
      ipAddress: { disableIpTracking: true },
      // The tables are ours: a column that a later version added must not keep this one from starting.
      database: { generateId: () => randomUUID(), validateSchema: false },
    },
    telemetry: { enabled: false },
    // What goes wrong is thrown, and told by who catches it.
    logger: { disabled: true },
  });
}

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** Our names of its tables and columns (migrations/0019_admin_users.sql). */
const TABLES = {
  user: { modelName: 'admin_users', fields: { emailVerified: 'email_verified', ...TIMES } },
  session: {
    modelName: 'admin_sessions',
    fields: {
      ...{ userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent' },
      ...TIMES,
    },
  },
  account: {
    modelName: 'admin_accounts',
    fields: {
      ...{ userId: 'user_id', accountId: 'account_id', providerId: 'provider_id', idToken: 'id_token', ...TIMES },
      ...{ accessToken: 'access_token', accessTokenExpiresAt: 'access_token_expires_at' },
      ...{ refreshToken: 'refresh_token', refreshTokenExpiresAt: 'refresh_token_expires_at' },
    },
  },
  verification: { modelName: 'admin_verifications', fields: { expiresAt: 'expires_at', ...TIMES } },
};

const SECOND_FACTOR_TABLES = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'admin_second_factors',
    fields: {
      ...{ userId: 'user_id', backupCodes: 'backup_codes', lockedUntil: 'locked_until' },
      failedVerificationCount: 'failed_verification_count',
    },
  },
};

export type BetterAuth = ReturnType<typeof openBetterAuth>;
