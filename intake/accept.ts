import type pg from 'pg';
import { acceptRow, type AcceptedRow, type InboxRow } from '../db/inbox.ts';
import { isStoryEvent, STORY_EVENTS, type PbxEvent } from '../domain/pbx-event.ts';
import { bodyHash, withoutToken, type EventBody } from './body-identity.ts';
import { opensCall, outsideNumbers, type CallDoor } from './call-door.ts';

/** What became of an event, and what is to be told to its call now that it is durable. */
export interface Accepted {
  /** `repeat`: it was known. */
  readonly outcome: AcceptedRow['outcome'];
  /** The event's call; null while it fits none. */
  readonly callId: string | null;
  /** What its call is to be told, in this order: also what waited before it, which it must not overtake. */
  readonly deliveries: readonly InboxRow[];
}

export interface AcceptDeps {
  readonly pool: pg.Pool;
  /** Keyed hash of an E.164 number of an enterprise. */
  readonly hashPhone: (enterprise: string, e164: string) => string;
}

/**
 * Stores an event and finds its call, in one transaction: when this returns, the event is durable. A repeat changes
 * nothing. Throws what PostgreSQL throws.
 */
export async function acceptEvent(
  deps: AcceptDeps,
  door: CallDoor,
  event: PbxEvent,
  body: EventBody,
): Promise<Accepted> {
  const stored = withoutToken(body);
  const { outcome, callId, waiting } = await acceptRow(deps.pool, {
    enterprise: door.enterprise,
    event: event.name,
    bodyHash: bodyHash(stored),
    uniqueId: event.uniqueId,
    body: stored,
    phoneHashes: outsideNumbers(event, door).map((number) => deps.hashPhone(door.enterprise, number)),
    opensCall: opensCall(event),
    isStory: isStoryEvent(event),
    storyEvents: STORY_EVENTS,
    lateStep: lateStep(event.name),
  });
  return { outcome, callId, deliveries: waiting };
}

/** How an event that came after its call was closed stands in the journal, beside when it came. */
export function lateStep(event: string) {
  return {
    name: `event ${event}`,
    status: 'late' as const,
    error: 'it came after the call was closed and does nothing',
  };
}
