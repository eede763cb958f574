import type { CallScript } from './call-script.ts';
import { sipParty, STEP_MS, talk } from './conversation.ts';
import type { Party, Scribe } from './scribe.ts';

/** A client rings a line: the extensions are rung together, one of them answers or nobody does. */
export function incomingCall(scribe: Scribe, script: CallScript, answered: boolean): string {
  const { client, ringsUntil } = ringExtensions(scribe, script);
  const answerer = script.answeredBy ?? script.extensions[0] ?? '';
  const endsAt = answered ? ringsUntil + script.talkMs : ringsUntil;
  if (answered) {
    const manager = sipParty(answerer, answerer, script.uniqueIds.next(script.startedAt));
    talk(scribe, manager, client, ringsUntil, endsAt);
  }
  hangUp(scribe, script, client.uniqueId, { answered, extensions: answered ? [answerer] : [], endsAt });
  return client.uniqueId;
}

/** The beginning of every incoming call: start, the caller's number, dial. */
export function ringExtensions(scribe: Scribe, script: CallScript): { client: Party; ringsUntil: number } {
  const { startedAt, phone, trunk } = script;
  const client = sipParty(trunk, phone, script.uniqueIds.next(startedAt));
  scribe.start(startedAt, client.uniqueId, phone, 0);
  scribe.callerId(startedAt + STEP_MS, client, trunk);
  scribe.dial(startedAt + 2 * STEP_MS, client.uniqueId, phone, 0, script.extensions);
  return { client, ringsUntil: startedAt + Math.max(script.ringMs, 3 * STEP_MS) };
}

interface Ending {
  answered: boolean;
  extensions: readonly string[];
  endsAt: number;
}

/** The last event of a client's call. StartTime is the call's beginning, not the answer: so the recordings have it. */
export function hangUp(scribe: Scribe, script: CallScript, uniqueId: string, ending: Ending, type: 0 | 1 = 0): void {
  scribe.hangup(ending.endsAt + 6 * STEP_MS, {
    uniqueId,
    phone: script.phone,
    type,
    answered: ending.answered,
    extensions: ending.extensions,
    receivedAt: script.startedAt,
    ...(ending.answered && { talkedFrom: script.startedAt }),
    endedAt: ending.endsAt,
    trunk: script.trunk,
  });
}

/** A manager rings a client, who answers or does not. */
export function outgoingCall(scribe: Scribe, script: CallScript, answered: boolean): string {
  const { startedAt, phone, trunk, uniqueIds } = script;
  const extension = script.extensions[0] ?? '';
  const manager = sipParty(extension, extension, uniqueIds.next(startedAt));
  scribe.start(startedAt, manager.uniqueId, phone, 1);
  scribe.dial(startedAt + STEP_MS, manager.uniqueId, phone, 1, [extension]);
  const ringsUntil = startedAt + Math.max(script.ringMs, 3 * STEP_MS);
  const endsAt = answered ? ringsUntil + script.talkMs : ringsUntil;
  if (answered) talk(scribe, sipParty(trunk, phone, uniqueIds.next(startedAt)), manager, ringsUntil, endsAt);
  hangUp(scribe, script, manager.uniqueId, { answered, extensions: [extension], endsAt }, 1);
  return manager.uniqueId;
}
