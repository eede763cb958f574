import { networkOf } from '../../intake/strangers.ts';
import { TooManyError } from '../../intake/too-many.ts';
import { sharedRates } from '../../intake/rates.ts';

/** Who tries: whence, and whose account. */
export interface Attempt {
  readonly address: string;
  /** Null where it is nobody's: a link, whose token nobody guesses. */
  readonly email: string | null;
}

/** Slows down who guesses passwords. Counts in the memory of this process, as `createAdmission` does. */
export interface LoginLimits {
  /** @throws TooManyError before a password is looked at */
  mayTry(attempt: Attempt): void;
  /** Only what was wrong counts. */
  failed(attempt: Attempt): void;
}

/** An office behind one address mistypes; who guesses gets ten a minute. */
const OF_ADDRESS = { perSecond: 1 / 6, burst: 20 };
/** From however many addresses: below 100 wrong tries in any hour (ASVS 2.2.1). */
const OF_ACCOUNT = { perSecond: 1 / 60, burst: 30 };

export function createLoginLimits(now?: () => number): LoginLimits {
  const [addresses, accounts] = [sharedRates(OF_ADDRESS, now), sharedRates(OF_ACCOUNT, now)];
  return {
    mayTry({ address, email }) {
      const ofAccount = email === null ? 0 : accounts.waitMs(email.toLowerCase());
      const waitMs = Math.max(addresses.waitMs(networkOf(address)), ofAccount);
      if (waitMs > 0) throw new TooManyError('Too many wrong passwords or codes; try again later', waitMs);
    },
    failed({ address, email }) {
      addresses.take(networkOf(address));
      if (email !== null) accounts.take(email.toLowerCase());
    },
  };
}
