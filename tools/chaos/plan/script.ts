import type { CallKind } from '../../../simulators/pbx/call-script.ts';
import { generateCall } from '../../../simulators/pbx/generate-call.ts';
import { atMs, textField, type PbxEvent } from '../../../simulators/pbx/pbx-event.ts';
import { pbxClock } from '../../../simulators/pbx/pbx-time.ts';
import { between, pick, type Random } from '../../../simulators/pbx/random.ts';
import type { UniqueIds } from '../../../simulators/pbx/unique-ids.ts';
import { EXTENSIONS, TRUNK } from './agencies.ts';
import type { Kind } from './kinds.ts';
import { shuffled } from '../../../simulators/pbx/random.ts';

/** What is true of a call, whatever way its events take. */
export interface CallFacts {
  readonly direction: 'incoming' | 'outgoing' | 'internal';
  /** Internal calls and those of the agency's own numbers concern no client. */
  readonly concernsClient: boolean;
  readonly hasDial: boolean;
  readonly hasHangup: boolean;
  readonly answered: boolean;
  /** The first and the last who talked. */
  readonly talkers: readonly [string, string] | null;
  readonly rung: readonly string[];
  readonly durationS: number;
  /** As the record must have it; null where the PBX does not say. */
  readonly start: string | null;
  readonly recordUrl: string | null;
}

export interface ScriptOptions {
  readonly random: Random;
  readonly kind: Kind;
  readonly digits: string;
  readonly ownPhone: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly uniqueIds: UniqueIds;
  readonly heldMs: number | undefined;
}

export interface ScriptedCall {
  readonly callId: string;
  readonly hasNumber: boolean;
  readonly facts: CallFacts;
  readonly events: readonly PbxEvent[];
}

const CLOCK = pbxClock('Europe/Minsk');

/** How the PBX's own generator knows our kinds. */
const GENERATED: Readonly<Record<Kind, CallKind>> = {
  'incoming-answered': 'incoming-answered',
  'incoming-missed': 'incoming-missed',
  'outgoing-answered': 'outgoing-answered',
  'outgoing-missed': 'outgoing-missed',
  internal: 'internal',
  transfer: 'transfer',
  hidden: 'incoming-answered',
  'own-number': 'incoming-answered',
  'lone-hangup': 'incoming-answered',
  'no-hangup': 'incoming-answered',
  'late-recording': 'incoming-answered',
  'held-incoming': 'incoming-answered',
  'held-outgoing': 'outgoing-answered',
};

/** Writes a call's events and notes what is true of it. */
export function scriptCall(options: ScriptOptions): ScriptedCall {
  const { random, kind, startedAt, uniqueIds, heldMs } = options;
  const people = shuffled(random, EXTENSIONS).slice(0, between(random, 2, 3));
  const answeredBy = pick(random, people);
  const phone = phoneOf(options);
  const url = `https://records.example/${startedAt}-${between(random, 1, 999_999)}.mp3`;
  const isRecorded = kind !== 'late-recording' && random() < 0.3;
  const call = generateCall({
    kind: GENERATED[kind],
    phone: random() < 0.5 && kind !== 'hidden' ? `+${phone}` : phone,
    extensions: people,
    ...(kind === 'transfer' ? {} : { answeredBy }),
    trunk: TRUNK,
    startedAt,
    ringMs: between(random, 800, 3_000),
    talkMs: heldMs ?? between(random, 1_000, 6_000),
    ...(isRecorded ? { recordUrl: url } : {}),
    joinedExtensions: random() < 0.3,
    otherTypes: random() < 0.3,
    uniqueIds,
    clock: CLOCK,
  });
  const recordUrl = isRecorded || kind === 'late-recording' ? url : null;
  return {
    callId: call.uniqueId,
    hasNumber: !['internal', 'hidden', 'own-number'].includes(kind),
    facts: factsOf(kind, { people, answeredBy, events: call.events, callId: call.uniqueId, recordUrl }),
    events: cut(kind, call.uniqueId, call.events, url),
  };
}

function phoneOf({ kind, digits, ownPhone }: ScriptOptions): string {
  if (kind === 'hidden') return 'anonymous';
  return kind === 'own-number' ? ownPhone : digits;
}

/** What of a whole call's events the kind has. */
function cut(kind: Kind, callId: string, events: readonly PbxEvent[], url: string): readonly PbxEvent[] {
  const isEnd = (event: PbxEvent) => event.event === 'hangup' && textField(event, 'UniqueId') === callId;
  switch (kind) {
    case 'lone-hangup':
      return events.filter(isEnd);
    case 'no-hangup':
      return events.filter((event) => !isEnd(event));
    case 'late-recording':
      return events.flatMap((event) => (isEnd(event) ? [event, withRecording(event, url)] : [event]));
    case 'incoming-answered':
      // Of calls at once from one number a leg could be any's; each then has its own channel's events alone.
      return events.filter((event) => ['', callId].includes(textField(event, 'UniqueId')));
    default:
      return events;
  }
}

/** The hangup again, a second later, with the recording that was not ready. */
function withRecording(event: PbxEvent, url: string): PbxEvent {
  const at = new Date(atMs(event) + 1_000).toISOString().slice(0, 23).replace('T', ' ');
  return { ...event, at, body: { ...event.body, RecordUrl: url } };
}

function factsOf(
  kind: Kind,
  told: {
    people: readonly string[];
    answeredBy: string;
    events: readonly PbxEvent[];
    callId: string;
    recordUrl: string | null;
  },
): CallFacts {
  const { people, events, callId, recordUrl } = told;
  const generated = GENERATED[kind];
  const answered = !generated.endsWith('missed');
  const direction = generated === 'internal' ? 'internal' : generated.startsWith('outgoing') ? 'outgoing' : 'incoming';
  const [first = '', second = ''] = people;
  const talker = direction === 'outgoing' ? first : told.answeredBy;
  const talkers = kind === 'transfer' ? ([first, second] as const) : ([talker, talker] as const);
  const end = events.find((event) => event.event === 'hangup' && textField(event, 'UniqueId') === callId);
  const start = end ? textField(end, 'StartTime') || textField(end, 'DateReceived') : '';
  return {
    direction,
    concernsClient: direction !== 'internal' && kind !== 'own-number',
    hasDial: kind !== 'lone-hangup',
    hasHangup: kind !== 'no-hangup',
    answered,
    talkers: answered && direction !== 'internal' ? talkers : null,
    rung: kind === 'lone-hangup' ? [] : direction === 'outgoing' ? [first] : people,
    durationS: answered && end && kind !== 'no-hangup' ? seconds(start, textField(end, 'EndTime')) : 0,
    start: kind === 'no-hangup' ? null : start,
    recordUrl: kind === 'no-hangup' ? null : recordUrl,
  };
}

function seconds(from: string, to: string): number {
  const ms = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);
  return Math.round((ms(to) - ms(from)) / 1_000);
}
