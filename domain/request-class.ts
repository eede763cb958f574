/**
 * What a U-ON request is for, which decides who goes first under the account's limit: what a popup waits for in
 * a call without a hangup; its creations; everything of a call that has hung up; recovery.
 */
export type RequestClass = 'live' | 'creation' | 'hangup' | 'recovery';

/** Temporal's priority key of each class (1 goes first); the limiter orders by the same numbers. */
export const PRIORITY: Readonly<Record<RequestClass, 1 | 2 | 3 | 5>> = {
  live: 1,
  creation: 2,
  hangup: 3,
  recovery: 5,
};
