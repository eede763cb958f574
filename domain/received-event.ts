import { isPbxEventName, isStoryEvent, parsePbxEvent, type StoryEvent } from './pbx-event.ts';

/** An event as the inbox hands it on: its row tells repeats apart, its arrival stands in for a missing time. */
export interface ReceivedEvent {
  readonly inboxId: number;
  /** Arrival at our door, ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly event: StoryEvent;
}

/** An event as the inbox keeps it. */
export interface StoredEvent {
  readonly id: number;
  readonly event: string;
  readonly body: unknown;
  readonly receivedAt: Date;
}

/**
 * What a call is to hear of stored events. They were parsed when they were accepted; one that no longer parses (an older
 * release's) is left out.
 */
export function receivedEvents(stored: readonly StoredEvent[]): readonly ReceivedEvent[] {
  return stored.map(receivedEvent).filter((event) => event !== null);
}

function receivedEvent({ id, event, body, receivedAt }: StoredEvent): ReceivedEvent | null {
  if (!isPbxEventName(event)) return null;
  const parsed = parsePbxEvent(event, body);
  if (!parsed.ok || !isStoryEvent(parsed.event)) return null;
  return { inboxId: id, receivedAt: receivedAt.toISOString(), event: parsed.event };
}
