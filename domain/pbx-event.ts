import { z } from 'zod';
import { channelId as uniqueId, printableText as printable, splitExtensions } from './pbx-fields.ts';
import { isPbxTime } from './pbx-time.ts';

/** The events a PBX may send; those of the second list are recorded and help to find legs, but tell no story. */
export const STORY_EVENTS = ['start', 'dial', 'bridge', 'hangup'] as const;
export const RECORDED_EVENTS = ['bridge_create', 'bridge_leave', 'bridge_destroy', 'new_callerid'] as const;

export type StoryEventName = (typeof STORY_EVENTS)[number];
export type PbxEventName = StoryEventName | (typeof RECORDED_EVENTS)[number];

/** 0 incoming, 1 outgoing, 2 internal, as the dialplan numbers them. */
export type CallType = 0 | 1 | 2;

interface Common {
  readonly uniqueId: string;
}
export interface StartEvent extends Common {
  readonly name: 'start';
  readonly callType: CallType;
  readonly phone: string;
  readonly trunk: string;
}
export interface DialEvent extends Common {
  readonly name: 'dial';
  readonly callType: CallType;
  readonly phone: string;
  readonly trunk: string;
  readonly extensions: readonly string[];
}
export interface BridgeEvent extends Common {
  readonly name: 'bridge';
  readonly callerIdNum: string;
  readonly connectedLineNum: string;
  /** BridgeUniqueid; missing where the PBX doesn't tell it, and in events of calls that older workers began. */
  readonly bridgeId?: string;
}
export interface HangupEvent extends Common {
  readonly name: 'hangup';
  readonly callType: CallType;
  readonly phone: string;
  readonly trunk: string;
  readonly answered: boolean;
  /** Times as the PBX wrote them, without a zone; empty when it gave none. */
  readonly startTime: string;
  readonly endTime: string;
  readonly dateReceived: string;
  readonly extensions: readonly string[];
  readonly recordUrl: string;
}
export interface RecordedEvent extends Common {
  readonly name: (typeof RECORDED_EVENTS)[number];
  readonly callerIdNum: string;
  readonly connectedLineNum: string;
}
export type StoryEvent = StartEvent | DialEvent | BridgeEvent | HangupEvent;
export type PbxEvent = StoryEvent | RecordedEvent;

const text = z
  .union([printable, z.number().transform(String), z.null().transform(() => '')])
  .optional()
  .transform((value) => (value ?? '').trim());
const requiredText = z
  .union([printable, z.number().transform(String)], { error: 'must be text (it may be empty)' })
  .transform((value) => value.trim());
const callType = z.preprocess(
  (value) => (typeof value === 'string' && /^[012]$/.test(value) ? Number(value) : value),
  z.literal<CallType[]>([0, 1, 2], { error: 'must be 0 (incoming), 1 (outgoing) or 2 (internal)' }),
);
const callStatus = z
  .union([z.literal([0, 2]), z.enum(['0', '2'])], { error: 'must be 2 (answered) or 0 (not answered)' })
  .transform((value) => String(value) === '2');
const TIME_ERROR = 'must be a time like 2025-09-14 12:05:46';
const time = text.refine((value) => value === '' || isPbxTime(value), TIME_ERROR);
const requiredTime = z.string({ error: TIME_ERROR }).trim().refine(isPbxTime, TIME_ERROR);
const oneExtension = z.union([printable, z.number().transform(String)]);
const extensions = z
  .union([z.array(oneExtension).max(500), oneExtension.transform((one) => [one])], {
    error: 'must be a list of extensions such as ["150","151"]',
  })
  .transform(splitExtensions);
const optionalExtensions = z
  .union([extensions, z.null().transform((): string[] => [])])
  .optional()
  .transform((value) => value ?? []);

const bodies = {
  start: z.object({ UniqueId: uniqueId, Phone: requiredText, CallType: callType, Trunk: text }),
  dial: z.object({
    UniqueId: uniqueId,
    Phone: requiredText,
    CallType: callType,
    Trunk: text,
    ExtPhone: text,
    Extensions: extensions,
  }),
  bridge: z.object({ UniqueId: uniqueId, CallerIDNum: text, ConnectedLineNum: text, BridgeUniqueid: text }),
  hangup: z.object({
    UniqueId: uniqueId,
    Phone: requiredText,
    CallType: callType,
    CallStatus: callStatus,
    StartTime: time,
    EndTime: requiredTime,
    DateReceived: time,
    Extensions: optionalExtensions,
    Trunk: text,
    RecordUrl: text,
  }),
  recorded: z.object({ UniqueId: uniqueId, CallerIDNum: text, ConnectedLineNum: text }),
  bridgeLifecycle: z.object({
    UniqueId: z.union([z.literal(''), uniqueId]),
    CallerIDNum: text,
    ConnectedLineNum: text,
  }),
};

export type EventProblem = { readonly field: string; readonly message: string };
export type ParsedEvent =
  | { readonly ok: true; readonly event: PbxEvent }
  | { readonly ok: false; readonly problems: readonly EventProblem[] };

/**
 * Reads the JSON body of one PBX event. Required fields are those the dialplan always sends; any other may be
 * missing, null or empty. Never throws: what is wrong comes back with the field's name.
 */
export function parsePbxEvent(name: PbxEventName, body: unknown): ParsedEvent {
  const result = read(name, body);
  if (result.success) return { ok: true, event: result.data };
  return {
    ok: false,
    problems: result.error.issues.map((issue) => ({ field: issue.path.join('.') || 'body', message: issue.message })),
  };
}

/** Is this one of the event names that a PBX may send? */
export function isPbxEventName(name: string): name is PbxEventName {
  return [...STORY_EVENTS, ...RECORDED_EVENTS].some((known) => known === name);
}

/** Does the event take part in the story of a call (or is it only recorded)? */
export function isStoryEvent(event: PbxEvent): event is StoryEvent {
  return STORY_EVENTS.some((known) => known === event.name);
}

function read(name: PbxEventName, body: unknown): z.ZodSafeParseResult<PbxEvent> {
  switch (name) {
    case 'start':
      return bodies.start
        .transform((b): PbxEvent => ({
          name,
          uniqueId: b.UniqueId,
          phone: b.Phone,
          callType: b.CallType,
          trunk: b.Trunk,
        }))
        .safeParse(body);
    case 'dial':
      return bodies.dial
        .transform((b): PbxEvent => ({
          name,
          uniqueId: b.UniqueId,
          phone: b.Phone || b.ExtPhone,
          callType: b.CallType,
          trunk: b.Trunk,
          extensions: b.Extensions,
        }))
        .safeParse(body);
    case 'bridge':
      return bodies.bridge
        .transform((b): PbxEvent => ({ name, ...lines(b), ...(b.BridgeUniqueid && { bridgeId: b.BridgeUniqueid }) }))
        .safeParse(body);
    case 'hangup':
      return bodies.hangup
        .transform((b): PbxEvent => ({
          name,
          uniqueId: b.UniqueId,
          phone: b.Phone,
          callType: b.CallType,
          trunk: b.Trunk,
          answered: b.CallStatus,
          startTime: b.StartTime,
          endTime: b.EndTime,
          dateReceived: b.DateReceived,
          extensions: b.Extensions,
          recordUrl: b.RecordUrl,
        }))
        .safeParse(body);
    case 'bridge_create':
    case 'bridge_destroy':
      return bodies.bridgeLifecycle.transform((b): PbxEvent => ({ name, ...lines(b) })).safeParse(body);
    default:
      return bodies.recorded.transform((b): PbxEvent => ({ name, ...lines(b) })).safeParse(body);
  }
}

function lines(body: { UniqueId: string; CallerIDNum: string; ConnectedLineNum: string }) {
  return { uniqueId: body.UniqueId, callerIdNum: body.CallerIDNum, connectedLineNum: body.ConnectedLineNum };
}
