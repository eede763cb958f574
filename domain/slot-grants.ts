import type { RequestClass } from './request-class.ts';

/** One request may leave. */
export interface Grant {
  /** Names the slot when it is given back. */
  slot: number;
  /** `performance.now()` of this process at the earliest moment the slot may have been decided. */
  earliestAt: number;
  /** The request leaves at most this long after the decision, else the limit does not hold. */
  marginMs: number;
  /** The account is in trouble: what becomes of this request is to be reported, an answer too. */
  watched: boolean;
}

/**
 * `paused`: U-ON did not answer several times in a row. `stopped`: it refused the key. Nobody of this account need ask
 * again for `waitMs`.
 */
export type GrantAnswer =
  | { kind: 'granted'; grant: Grant }
  | { kind: 'wait'; waitMs: number }
  | { kind: 'paused' | 'stopped'; waitMs: number };

/** What a request that left says of its account. */
export type Outcome = 'answered' | 'failed' | 'key-refused';

/** What a report changed for the account, told to one of those who report. */
export type AccountChange = 'paused' | 'resumed' | 'stopped';

/** What decides, for all processes together, whether one more request to an account may leave now. */
export interface SlotGrants {
  /** Asks once; never waits for a slot. `evenInTrouble`: what the trouble is does not count, and the grant is `watched`. */
  take(
    account: string,
    requestClass: RequestClass,
    marginMs: number,
    how?: { readonly evenInTrouble: boolean },
  ): Promise<GrantAnswer>;
  /** The request did not leave: the slot is free again. */
  giveBack(account: string, grant: Grant): Promise<void>;
  /** The request left this much later than its margin says: what comes a second later must wait as long. */
  postpone(account: string, grant: Grant, byMs: number): Promise<void>;
  /** Nobody sends to this account for so long. */
  hold(account: string, durationMs: number): Promise<void>;
  /** Failures always, answers where the grant was `watched`. */
  report(account: string, outcome: Outcome): Promise<AccountChange | null>;
}
