import type { CallScript } from './call-script.ts';
import { sipParty, STEP_MS, talk } from './conversation.ts';
import type { Scribe } from './scribe.ts';

/** One extension rings another; `Phone` is the caller's extension. */
export function internalCall(scribe: Scribe, script: CallScript): string {
  const { startedAt, uniqueIds } = script;
  const [from = '', to = ''] = script.extensions;
  const caller = sipParty(from, from, uniqueIds.next(startedAt));
  scribe.start(startedAt, caller.uniqueId, from, 2);
  scribe.dial(startedAt + STEP_MS, caller.uniqueId, from, 2, [to]);
  const answersAt = startedAt + Math.max(script.ringMs, 3 * STEP_MS);
  const endsAt = answersAt + script.talkMs;
  talk(scribe, sipParty(to, to, uniqueIds.next(startedAt)), caller, answersAt, endsAt);
  scribe.hangup(endsAt + 6 * STEP_MS, {
    uniqueId: caller.uniqueId,
    phone: from,
    type: 2,
    answered: true,
    extensions: [to],
    receivedAt: startedAt,
    endedAt: endsAt,
  });
  return caller.uniqueId;
}
