import { APIError } from 'better-auth/api';
import type { BetterAuth } from './better-auth.ts';

/** By whom one asks: his cookies, and whether he came by https. */
export interface Own {
  readonly cookie: string;
  readonly isSecure: boolean;
}

/** One's own second factor, asked for with one's session. What takes a password says `wrong-password` where it is not his. */
export interface SecondFactors {
  /** A new secret, as a link that apps for codes read. It counts once a code of it was shown. */
  start(own: Own, password: string): Promise<{ readonly uri: string } | 'wrong-password' | 'on-already'>;
  /** A code of the secret that was started: from now on one is asked for. The session goes on under a new cookie. */
  confirm(own: Own, userId: string, code: string): Promise<Confirmed | 'wrong-code' | 'not-started'>;
  off(own: Own, password: string): Promise<{ readonly cookies: readonly string[] } | 'wrong-password'>;
  /** Others in place of those that there were. */
  newRecoveryCodes(
    own: Own,
    password: string,
  ): Promise<{ readonly codes: readonly string[] } | 'wrong-password' | 'off'>;
}

export interface Confirmed {
  readonly cookies: readonly string[];
  /** Each lets in once, where the app is lost. */
  readonly codes: readonly string[];
}

export function createSecondFactors(of: (isSecure: boolean) => BetterAuth['api']): SecondFactors {
  return {
    start: async ({ cookie, isSecure }, password) =>
      refusing({ INVALID_PASSWORD: 'wrong-password', TOTP_ALREADY_ENABLED: 'on-already' }, async () => {
        const started = await of(isSecure).enableTwoFactor({ body: { password }, headers: new Headers({ cookie }) });
        if (!('totpURI' in started)) throw new Error('better-auth started no TOTP');
        return { uri: started.totpURI };
      }),
    confirm: async ({ cookie, isSecure }, userId, code) =>
      refusing({ INVALID_CODE: 'wrong-code', TOTP_NOT_ENABLED: 'not-started' }, async () => {
        const { headers } = await of(isSecure).verifyTOTP({
          body: { code },
          headers: new Headers({ cookie }),
          returnHeaders: true,
        });
        const { backupCodes } = await of(isSecure).viewBackupCodes({ body: { userId } });
        return { cookies: headers.getSetCookie(), codes: backupCodes };
      }),
    off: async ({ cookie, isSecure }, password) =>
      refusing({ INVALID_PASSWORD: 'wrong-password' }, async () => {
        const { headers } = await of(isSecure).disableTwoFactor({
          body: { password },
          headers: new Headers({ cookie }),
          returnHeaders: true,
        });
        return { cookies: headers.getSetCookie() };
      }),
    newRecoveryCodes: async ({ cookie, isSecure }, password) =>
      refusing({ INVALID_PASSWORD: 'wrong-password', TWO_FACTOR_NOT_ENABLED: 'off' }, async () => {
        const { backupCodes } = await of(isSecure).generateBackupCodes({
          body: { password },
          headers: new Headers({ cookie }),
        });
        return { codes: backupCodes };
      }),
  };
}

/** What better-auth calls the refusal; null for what is none. */
export function problemCode(error: unknown): string | null {
  return error instanceof APIError && typeof error.body?.code === 'string' ? error.body.code : null;
}

async function refusing<T, const R extends string>(
  known: Readonly<Record<string, R>>,
  work: () => Promise<T>,
): Promise<T | R> {
  try {
    return await work();
  } catch (error) {
    const refusal = known[problemCode(error) ?? ''];
    if (refusal === undefined) throw error;
    return refusal;
  }
}
