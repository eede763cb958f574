import type { z } from 'zod';
import { inputWords } from './input-words.ts';
import { pbxEventBodies as bodies, type CallType } from './pbx-event-bodies.ts';

/** The events a PBX may send; those of the second list are recorded and help to find legs, but tell no story. */
export const STORY_EVENTS = ['start', 'dial', 'bridge', 'hangup'] as const;
export const RECORDED_EVENTS = ['bridge_create', 'bridge_leave', 'bridge_destroy', 'new_callerid'] as const;

export type StoryEventName = (typeof STORY_EVENTS)[number];
export type PbxEventName = StoryEventName | (typeof RECORDED_EVENTS)[number];

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
        .safeParse(body, { error: inputWords });
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
        .safeParse(body, { error: inputWords });
    case 'bridge':
      return bodies.bridge
        .transform((b): PbxEvent => ({ name, ...lines(b), ...(b.BridgeUniqueid && { bridgeId: b.BridgeUniqueid }) }))
        .safeParse(body, { error: inputWords });
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
        .safeParse(body, { error: inputWords });
    default:
      return bodies[name].transform((b): PbxEvent => ({ name, ...lines(b) })).safeParse(body, { error: inputWords });
  }
}

function lines(body: { UniqueId: string; CallerIDNum: string; ConnectedLineNum: string }) {
  return { uniqueId: body.UniqueId, callerIdNum: body.CallerIDNum, connectedLineNum: body.ConnectedLineNum };
}
