import { isIPv6 } from 'node:net';
import { sharedRates, STRANGER_RATE } from './rates.ts';
import { TooManyError } from './too-many.ts';

/** Limits those who try what is nobody's, by their address. */
export interface Strangers {
  /** Before anything is asked for them. @throws TooManyError where the address has tried too often */
  mayTry(address: string): void;
  /** It was nobody's. @throws TooManyError where that was once too often */
  failed(address: string): void;
}

/** `what` they try, for whoever is refused. */
export function createStrangers(what: string): Strangers {
  const tries = sharedRates(STRANGER_RATE);
  const judge = (waitMs: number): void => {
    if (waitMs > 0) throw new TooManyError(`Too many tries with ${what}`, waitMs);
  };
  return {
    mayTry: (address) => judge(tries.waitMs(networkOf(address))),
    failed: (address) => judge(tries.take(networkOf(address))),
  };
}

/** Of IPv6 the network: who has one address there has them all. */
export function networkOf(address: string): string {
  return isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address;
}
