/**
 * What a U-ON request is for, which decides who goes first under the account's limit. Of a call without a hangup: the popup
 * itself; `live`: the lookup that a popup waits for, or somebody else for a moment; the details that a popup waits for; what nobody waits
 * for and what is created. Then everything of a call that has hung up; recovery.
 */
export type RequestClass = 'popup' | 'live' | 'details' | 'creation' | 'hangup' | 'recovery';

/** As it is ordered: whether what is live is a popup or a detail is for the activity to know that asks for it. */
export type OrderedClass = Exclude<RequestClass, 'popup' | 'details'>;

/** From what goes first to what goes last. */
export const BY_URGENCY: readonly RequestClass[] = ['popup', 'live', 'details', 'creation', 'hangup', 'recovery'];

/** What the limiter's function knows the classes as (`migrations/0039_limiter_urgency.sql`). */
export const LIMITER_NUMBER: Readonly<Record<RequestClass, number>> = {
  popup: 1,
  live: 11,
  details: 12,
  creation: 2,
  hangup: 3,
  recovery: 5,
};

/** Temporal's priority key of each class: there are five, 1 goes first. */
export const PRIORITY: Readonly<Record<RequestClass, 1 | 2 | 3 | 4 | 5>> = {
  popup: 1,
  live: 2,
  details: 2,
  creation: 3,
  hangup: 4,
  recovery: 5,
};

/** A popup waits for it, or it is one. */
export function isLive(requestClass: RequestClass): boolean {
  return requestClass === 'popup' || requestClass === 'live' || requestClass === 'details';
}

/** Below zero where the one goes before the other. */
export function compareUrgency(one: RequestClass, other: RequestClass): number {
  return BY_URGENCY.indexOf(one) - BY_URGENCY.indexOf(other);
}
