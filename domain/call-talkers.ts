import { phoneOf, type PbxContext } from './call-facts.ts';
import type { CallState, Fact } from './call-state.ts';
import type { BridgeEvent } from './pbx-event.ts';
import { readPhone } from './phone.ts';

const EXTENSION = /^\d{1,6}$/;

/**
 * The extensions that talked to the outside party, in order. Bridge events carry no time and may arrive shuffled; Asterisk's
 * Uniqueids (`epoch.sequence`) of the extensions' own channels tell the order where all are known, else it is the order
 * in which the first event of each conversation came.
 */
export function talkersOf(state: CallState, context: PbxContext): readonly string[] {
  const told = state.bridges
    .toSorted((a, b) => a.inboxId - b.inboxId)
    .map((fact) => talkOf(fact, state, context))
    .filter((talk) => talk !== null);
  const talks = [...Map.groupBy(told, conversationOf).values()].flatMap(oneOf);
  const numbered = talks.flatMap((talk) => (talk.channel ? [{ ...talk, channel: talk.channel }] : []));
  const isPlaced = ({ channel, bridgeId, extension }: Talk): boolean =>
    channel !== null || (bridgeId === undefined && numbered.some((other) => other.extension === extension));
  const inOrder = talks.every(isPlaced) ? numbered.toSorted((a, b) => compare(a.channel, b.channel)) : talks;
  return inOrder.map(({ extension }) => extension);
}

/** The extensions that spoke with anybody at all: in a consultation, say, before a transfer. A leg's hangup tells it, too. */
export function speakersOf(state: CallState, context: PbxContext): readonly string[] {
  const bridged = state.bridges.flatMap(({ event }) => [event.callerIdNum, event.connectedLineNum]);
  const answered = state.legHangups.flatMap(({ event }) => (event.answered ? event.extensions : []));
  const named = [...bridged, ...answered];
  return [...new Set(named)].filter((num) => EXTENSION.test(num) && !isOutsideParty(num, state, context));
}

interface Talk {
  readonly extension: string;
  /** The events of both sides of a conversation name the same bridge; undefined where the PBX names none. */
  readonly bridgeId: string | undefined;
  /** Order of the extension's own channel as Asterisk numbered it, when an event of that channel was seen. */
  readonly channel: readonly [number, number] | null;
}

/** Without a bridge's name each event stands alone. */
function conversationOf({ extension, bridgeId }: Talk, index: number): string {
  return bridgeId === undefined ? `${index}` : `${extension} in ${bridgeId}`;
}

/** Of a conversation's events one that tells the extension's channel, if any does. */
function oneOf(talks: readonly Talk[]): readonly Talk[] {
  return [talks.find(({ channel }) => channel !== null) ?? talks[0]].filter((talk) => talk !== undefined);
}

/** A bridge counts when the outside party is one side of it: a consultation between two managers does not. */
function talkOf(fact: Fact<BridgeEvent>, state: CallState, context: PbxContext): Talk | null {
  const { uniqueId, callerIdNum, connectedLineNum, bridgeId } = fact.event;
  const own = uniqueId === state.callId;
  const outside = (num: string) => isOutsideParty(num, state, context);
  if (!own && !outside(callerIdNum) && !outside(connectedLineNum)) return null;
  const extension = [connectedLineNum, callerIdNum].find((num) => EXTENSION.test(num) && !outside(num));
  if (extension === undefined) return null;
  const channel =
    extension === callerIdNum
      ? uniqueId
      : (channelInBridge(bridgeId, extension, state) ??
        dialledLeg(extension, state) ??
        answeredFirst(extension, state));
  return { extension, bridgeId, channel: channel === undefined ? null : channelOrder(channel) };
}

/** The extension's own channel in a bridge that the client was put into: a consultation before the transfer told it. */
function channelInBridge(bridgeId: string | undefined, extension: string, { bridges }: CallState): string | undefined {
  if (bridgeId === undefined) return undefined;
  return bridges.find(({ event }) => event.bridgeId === bridgeId && event.callerIdNum === extension)?.event.uniqueId;
}

/** The leg that rang a colleague and was answered, as its hangup tells: its number is right before the colleague's own. */
function dialledLeg(extension: string, { legHangups }: CallState): string | undefined {
  return legHangups.find(({ event }) => event.answered && event.extensions.includes(extension))?.event.uniqueId;
}

/** Who took the call itself, as its own hangup tells also after transfers: their channel is right behind the call's own. */
function answeredFirst(extension: string, { hangups, callId }: CallState): string | undefined {
  return hangups.some(({ event }) => event.answered && event.extensions[0] === extension) ? callId : undefined;
}

function isOutsideParty(num: string, state: CallState, context: PbxContext): boolean {
  const phone = phoneOf(state, context);
  // Reading a number is what costs most here, and an extension is none.
  if (phone.kind === 'number' && EXTENSION.test(num)) return false;
  const party = readPhone(num, context.country);
  if (phone.kind === 'number') return party.kind === 'number' && party.e164 === phone.e164;
  return phone.kind === 'other' && party.kind === 'other' && party.digits === phone.digits;
}

function channelOrder(uniqueId: string): readonly [number, number] | null {
  const match = /(\d+)\.(\d+)$/.exec(uniqueId);
  return match ? [Number(match[1]), Number(match[2])] : null;
}

function compare(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
}
