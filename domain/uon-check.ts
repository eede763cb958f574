import type { Client } from './uon-shapes.ts';

/** Why a question that an administrator has us put to U-ON got no answer, by words that the page makes sentences of. */
export const ASK_FAILURES = [
  /** 401 or 403: the key is wrong, or its API is switched off in U-ON. */
  'key-refused',
  /** 429: others of the account use its limit up. */
  'rate-limited',
  /** 5xx: U-ON itself is in trouble. */
  'server-error',
  /** U-ON does not take this request; `message` has its words. */
  'refused',
  /** It answered what is no JSON, or not in a form that we know. */
  'not-readable',
  /** It was sent and not answered in time, or the connection broke off. */
  'no-answer',
  /** No connection could be made. */
  'not-reached',
  /** All of the account's requests a second are taken up by calls: it was not sent. */
  'no-slot',
  /** Our own side did not come to it in time: no worker runs, or it is overloaded. */
  'not-done',
] as const;
export type AskFailure = (typeof ASK_FAILURES)[number];

export const PING_FAILURES = [
  /** `api_url` is no address, or plain http to another machine. */
  'address-refused',
  'name-unknown',
  'not-reached',
  'tls-failed',
  /** While it was being made: U-ON does so to an IP address that is not on the key's list. */
  'connection-dropped',
  'no-answer',
  'not-done',
] as const;

export const CHECK_CODES = {
  ping: ['answers', ...PING_FAILURES],
  /** `not-asked`: what comes before it failed. */
  key: ['accepted', 'not-asked', ...ASK_FAILURES],
  /** `on-hold`: U-ON answered 429 a moment ago. `paused`, `stopped`: U-ON did not answer, or refused the key, and is not asked. */
  limits: ['free', 'on-hold', 'paused', 'stopped', 'not-done'],
  search: ['no-phone', 'not-asked', 'no-client', 'one-client', 'several-clients', ...ASK_FAILURES],
} as const;

export type CheckStepName = keyof typeof CHECK_CODES;

/** One step of a check. `tookMs`: waiting for a slot included; 0 for what was skipped. */
export interface CheckStep<Name extends CheckStepName> {
  readonly step: Name;
  readonly state: 'ok' | 'failed' | 'skipped';
  readonly code: (typeof CHECK_CODES)[Name][number];
  readonly tookMs: number;
  readonly facts: CheckFacts[Name];
}

/** What a step found; null: it did not come to that. Holds no key. */
export interface CheckFacts {
  readonly ping: {
    readonly host: string | null;
    readonly httpStatus: number | null;
    /** Until when the server's certificate is good, ISO 8601; null without TLS. */
    readonly certificateUntil: string | null;
    /** The network's word, as ECONNREFUSED. */
    readonly network: string | null;
  };
  readonly key: {
    readonly httpStatus: number | null;
    /** U-ON's own words, or the network's. */
    readonly message: string | null;
    /** The account was not asked any more since its key had been refused, or nothing answered: now it is. */
    readonly isReleased: boolean;
  };
  readonly limits: {
    readonly ourPerSecond: number;
    readonly uonPerSecond: number;
    /** Requests of ours to the account; null where that is not known. */
    readonly usedLastSecond: number | null;
    readonly lastRequestAt: string | null;
    readonly heldUntil: string | null;
    /** What U-ON itself says of limits: headers of its answer to the key, by their names. */
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly search: {
    /** The key is hidden in the path. */
    readonly sent: { readonly method: string; readonly path: string } | null;
    readonly raw: RawAnswer | null;
    readonly read: {
      readonly clients: readonly Client[];
      /** Of several, the one that counts by what the answer says; their leads may decide otherwise. */
      readonly chosenId: string | null;
    } | null;
    readonly message: string | null;
  };
}

/** An answer as it came, the key hidden. */
export interface RawAnswer {
  readonly httpStatus: number;
  readonly text: string;
  /** It was longer. */
  readonly isCut: boolean;
}

export type CheckSteps = { readonly [Name in CheckStepName]: CheckStep<Name> };

/** What became of a test popup. `maybe-sent`: U-ON did not say whether it took it. */
export const POPUP_CODES = ['sent', 'maybe-sent', 'manager-unknown', ...ASK_FAILURES] as const;

export interface TestedPopup {
  readonly code: (typeof POPUP_CODES)[number];
  readonly message: string | null;
}

/** Why a list could not be read anew. */
export interface UnreadList {
  readonly code: AskFailure;
  /** In the words of U-ON or of the network. */
  readonly message: string | null;
}
