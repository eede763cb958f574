import { directionOf, firstArrivalMs, phoneOf, rawPhoneOf, sideOf, trunkOf } from './call-facts.ts';
import type { CallState } from './call-state.ts';
import { lineName, type CallTerms } from './call-terms.ts';
import { popupTargets, variantOf, wantsPopups, type PopupTarget } from './popup-policy.ts';
import { NO_DETAILS, type CallerDetails, type PopupCaller, type PopupFacts } from './popup-facts.ts';
import type { Client } from './uon-shapes.ts';

/** A popup as it is to be sent to a manager. */
export interface PopupOrder {
  readonly managerId: string;
  /** What it tells; its text is made when it leaves, with the links of that moment. */
  readonly facts: PopupFacts;
  readonly variant: 'basic' | 'enriched';
  /** Arrival of the event that the popup tells of, epoch ms. */
  readonly eventAtMs: number;
  readonly ttlMs: number;
}

/** Who calls, where the settings or the number itself leave nothing to look up; null where U-ON is to be asked. */
export function callerWithoutLookup(state: CallState, terms: CallTerms): PopupCaller | null {
  const phone = phoneOf(state, terms);
  if (variantOf(state.callId, terms.uon.notifications) === 'basic') return basicCaller(state, terms);
  if (phone.kind === 'hidden') return { kind: 'hidden' };
  return phone.kind === 'other' ? { kind: 'no-number', text: rawPhoneOf(state) } : null;
}

/** Does a popup of this call wait until it is known who calls? */
export function isCallerAwaited(state: CallState, terms: CallTerms): boolean {
  const { uon } = terms;
  const direction = directionOf(state);
  if (direction === 'internal' || !wantsPopups(uon.notifications, direction)) return false;
  return popupTargets(state.dials, uon).length > 0 && callerWithoutLookup(state, terms) === null;
}

/** Who calls when nothing but the number is told. */
export function basicCaller(state: CallState, terms: CallTerms): PopupCaller {
  const phone = phoneOf(state, terms);
  if (phone.kind === 'number') return { kind: 'basic', who: phone.e164 };
  return { kind: 'basic', who: phone.kind === 'hidden' ? 'номер скрыт' : rawPhoneOf(state) };
}

/** Who calls, as U-ON says: the client, or a number that it does not know, with the card that was made for it. */
export function callerFound(
  state: CallState,
  terms: CallTerms,
  { client, details = NO_DETAILS, createdClientId = null }: FoundCaller,
): PopupCaller {
  const phone = phoneOf(state, terms);
  if (phone.kind !== 'number') return basicCaller(state, terms);
  const phoneE164 = phone.e164;
  return client
    ? { kind: 'client', phoneE164, client, details }
    : { kind: 'unknown', phoneE164, createdClientId, details };
}

/** What is known of a caller who was looked up. */
export interface FoundCaller {
  readonly client: Client | null;
  readonly details?: CallerDetails;
  readonly createdClientId?: string | null;
}

/** The popup for a manager. `nowMs` stands in for the arrival where no dial names the extension. */
export function popupOrder(
  state: CallState,
  terms: CallTerms,
  target: PopupTarget,
  caller: PopupCaller,
  nowMs: number,
): PopupOrder {
  const eventAtMs = firstArrivalMs(target.dials) ?? nowMs;
  return {
    managerId: target.managerId,
    variant: caller.kind === 'basic' ? 'basic' : 'enriched',
    facts: {
      caller,
      direction: sideOf(state),
      line: lineName(terms, trunkOf(state)),
      extension: target.extension,
      managerId: target.managerId,
      atMs: eventAtMs,
      timezone: terms.timezone,
    },
    eventAtMs,
    ttlMs: terms.uon.notifications.popup_ttl_s * 1000,
  };
}
