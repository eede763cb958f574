import { textField, type PbxEvent } from '../../../simulators/pbx/pbx-event.ts';
import { SETTLE_MS } from '../plan/agencies.ts';
import type { PlannedCall } from '../plan/calls.ts';
import type { Delivery } from '../run/play.ts';

/** Before the settle time is over there must be room for what is under way. */
const MARGIN_MS = 500;

/** What can be said of a call from how its events were accepted at our door. */
export interface Certainty {
  /** Every event was accepted. */
  readonly isComplete: boolean;
  /**
   * All that tells the story came before the hangup had settled, so the record must be as the line had it. Else the record
   * may say what was known by then: the settings only promise so long a wait.
   */
  readonly isSettled: boolean;
  /** When the call's own hangup was first accepted, epoch ms. */
  readonly hangupAskedAt: number | null;
  readonly hangupAnsweredAt: number | null;
  /** Until then nobody had heard of the hangup; null where an attempt that got no answer may have been heard. */
  readonly hangupUnheardUntil: number | null;
  /** When the first dial was accepted. */
  readonly dialAnsweredAt: number | null;
}

const STORY = ['start', 'dial', 'bridge'];

/**
 * When the hangup came, all there was was a call that one colleague had taken, and all of its transfer came behind: nothing
 * said that there was more to wait for.
 */
function looksWhole({ facts, callId, digits }: PlannedCall, accepted: readonly Delivery[], hangup: Delivery): boolean {
  const [first, last] = facts.talkers ?? [];
  if (first === last) return false;
  const before = accepted.filter(({ askedAt }) => askedAt < hangup.answeredAt).map(({ event }) => event);
  // One that names neither the call nor the client may be anybody's.
  const namesCall = (event: PbxEvent): boolean =>
    textField(event, 'UniqueId') === callId ||
    numbersOf(event).some((number) => digits !== null && number.endsWith(digits));
  const bridges = before.filter((event) => event.event === 'bridge' && namesCall(event));
  const legs = before.filter((event) => event.event === 'hangup' && textField(event, 'UniqueId') !== callId);
  const speakers = [...bridges.flatMap(numbersOf), ...legs.flatMap(extensionsOf)];
  return (
    ['start', 'dial', 'bridge'].every((name) => before.some(({ event }) => event === name)) &&
    speakers.every((number) => number === first || number.length > 6)
  );
}

function numbersOf(event: PbxEvent): readonly string[] {
  return [textField(event, 'CallerIDNum'), textField(event, 'ConnectedLineNum')];
}

function extensionsOf({ body }: PbxEvent): readonly string[] {
  const named: unknown = body['Extensions'];
  return Array.isArray(named) ? named.map(String) : [];
}

export function certaintyOf(call: PlannedCall, deliveries: readonly Delivery[]): Certainty {
  const accepted = deliveries.filter((one) => one.accepted).toSorted((a, b) => a.answeredAt - b.answeredAt);
  const first = (isIt: (one: Delivery) => boolean) => accepted.find(isIt);
  const isHangup = ({ event }: Delivery) => event.event === 'hangup' && textField(event, 'UniqueId') === call.callId;
  const hangup = first(isHangup);
  const hangups = deliveries.filter(isHangup);
  const dial = first(({ event }) => event.event === 'dial');
  // A repeat adds nothing: of each body the first that was accepted counts.
  const storyAt = new Map<string, number>();
  for (const { event, answeredAt } of accepted) {
    const identity = `${event.event} ${JSON.stringify(event.body)}`;
    if (STORY.includes(event.event) && !storyAt.has(identity)) storyAt.set(identity, answeredAt);
  }
  const latest = Math.max(0, ...storyAt.values());
  return {
    isComplete: accepted.length === call.events.length,
    isSettled:
      hangup === undefined || (latest <= hangup.askedAt + SETTLE_MS - MARGIN_MS && !looksWhole(call, accepted, hangup)),
    hangupAskedAt: hangup?.askedAt ?? null,
    hangupAnsweredAt: hangup?.answeredAt ?? null,
    hangupUnheardUntil:
      hangup && hangups.every(({ attempts }) => attempts === 1)
        ? Math.min(...hangups.map(({ askedAt }) => askedAt))
        : null,
    dialAnsweredAt: dial?.answeredAt ?? null,
  };
}
