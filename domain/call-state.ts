import type { BridgeEvent, DialEvent, HangupEvent, StartEvent, StoryEvent } from './pbx-event.ts';
import type { ReceivedEvent } from './received-event.ts';

/** A fact is an event of the call with its place in the order of arrival. */
export type Fact<E extends StoryEvent = StoryEvent> = ReceivedEvent & { readonly event: E };

/**
 * What is known of a call: every distinct event that arrived, by kind. Facts are only added (or taken back, when an
 * event turns out to belong to another call); what they mean is answered by `call-facts.ts`, so that the order of
 * arrival decides nothing.
 */
export interface CallState {
  readonly callId: string;
  readonly starts: readonly Fact<StartEvent>[];
  readonly dials: readonly Fact<DialEvent>[];
  readonly bridges: readonly Fact<BridgeEvent>[];
  /** Hangups of the call's own UniqueId. */
  readonly hangups: readonly Fact<HangupEvent>[];
  /** Hangups of its legs: they end nothing. */
  readonly legHangups: readonly Fact<HangupEvent>[];
}

export function newCall(callId: string): CallState {
  return { callId, starts: [], dials: [], bridges: [], hangups: [], legHangups: [] };
}

/** Adds an event. A repeat (same inbox row) changes nothing. */
export function addEvent(state: CallState, received: ReceivedEvent): CallState {
  if (factsOf(state).some((fact) => fact.inboxId === received.inboxId)) return state;
  const { event } = received;
  const own = event.uniqueId === state.callId;
  switch (event.name) {
    case 'start':
      return own ? { ...state, starts: [...state.starts, { ...received, event }] } : state;
    case 'dial':
      return own ? { ...state, dials: [...state.dials, { ...received, event }] } : state;
    case 'bridge':
      return { ...state, bridges: [...state.bridges, { ...received, event }] };
    case 'hangup':
      return own
        ? { ...state, hangups: [...state.hangups, { ...received, event }] }
        : { ...state, legHangups: [...state.legHangups, { ...received, event }] };
  }
}

/** Takes back an event that belongs to another call after all. */
export function removeEvent(state: CallState, inboxId: number): CallState {
  const without = <E extends StoryEvent>(facts: readonly Fact<E>[]) => facts.filter((fact) => fact.inboxId !== inboxId);
  return {
    ...state,
    starts: without(state.starts),
    dials: without(state.dials),
    bridges: without(state.bridges),
    hangups: without(state.hangups),
    legHangups: without(state.legHangups),
  };
}

function factsOf(state: CallState): readonly Fact[] {
  return [...state.starts, ...state.dials, ...state.bridges, ...state.hangups, ...state.legHangups];
}
