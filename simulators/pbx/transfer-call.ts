import type { CallScript } from './call-script.ts';
import { hangUp, ringExtensions } from './client-call.ts';
import { sipParty, STEP_MS } from './conversation.ts';
import type { Party, Scribe } from './scribe.ts';

/**
 * An attended transfer, event by event as a PBX was recorded: the first manager asks a colleague over a pair of
 * Local channels, then leaves; the client ends up in the colleague's bridge. The leg hangs up as a call of type 2
 * with the client's number; the call's own hangup still names the first manager.
 */
export function transferCall(scribe: Scribe, script: CallScript): string {
  const { client, ringsUntil } = ringExtensions(scribe, script);
  const first = script.answeredBy ?? script.extensions[0] ?? '';
  const second = script.transferTo ?? script.extensions[1] ?? '';
  const manager = sipParty(first, first, script.uniqueIds.next(script.startedAt));

  const bridge = scribe.openBridge(ringsUntil);
  scribe.enter(ringsUntil + STEP_MS, bridge, client, manager);
  scribe.enter(ringsUntil + 2 * STEP_MS, bridge, manager, client);

  const asksAt = ringsUntil + 2 * STEP_MS + Math.floor(script.talkMs / 3);
  scribe.leave(asksAt, bridge, manager, client, 1);
  const { colleague, near, far, asking, answering } = consult(scribe, script, { first: manager, second, asksAt });
  const goesAt = asksAt + 7 * STEP_MS + Math.floor(script.talkMs / 3);
  scribe.leave(goesAt, asking, manager, colleague, 1);
  scribe.leave(goesAt, asking, near, manager, 0);
  scribe.enter(goesAt, bridge, near, manager);
  scribe.closeBridge(goesAt, asking);
  scribe.leave(goesAt + STEP_MS, bridge, client, manager, 1);
  scribe.enter(goesAt + STEP_MS, answering, client, colleague);
  scribe.leave(goesAt + STEP_MS, answering, far, colleague, 2);
  scribe.hangup(goesAt + 2 * STEP_MS, {
    uniqueId: far.uniqueId,
    phone: script.phone,
    type: 2,
    answered: true,
    extensions: [second],
    receivedAt: asksAt,
    endedAt: goesAt,
  });
  scribe.leave(goesAt + 2 * STEP_MS, bridge, near, manager, 0);
  scribe.closeBridge(goesAt + 2 * STEP_MS, bridge);

  const endsAt = goesAt + 3 * STEP_MS + Math.floor(script.talkMs / 3);
  scribe.leave(endsAt, answering, colleague, client, 1);
  scribe.leave(endsAt + STEP_MS, answering, client, colleague, 0);
  scribe.closeBridge(endsAt + 2 * STEP_MS, answering);
  hangUp(scribe, script, client.uniqueId, { answered: true, extensions: [first], endsAt });
  return client.uniqueId;
}

/** The question: the manager and one end of the Local pair in one bridge, the other end and the colleague in a second. */
function consult(scribe: Scribe, script: CallScript, about: { first: Party; second: string; asksAt: number }) {
  const { first, second, asksAt } = about;
  const id = () => script.uniqueIds.next(asksAt);
  const near: Party = { uniqueId: id(), channel: `Local/${second}@dialexecute-00000000;1`, number: second };
  const far: Party = { uniqueId: id(), channel: `Local/${second}@dialexecute-00000000;2`, number: first.number };
  const colleague = sipParty(second, second, id());
  const asking = scribe.openBridge(asksAt);
  scribe.enter(asksAt + STEP_MS, asking, first, near);
  scribe.callerId(asksAt + 2 * STEP_MS, far, second, 'dialexecute');
  scribe.callerId(asksAt + 2 * STEP_MS, near, second, 'dialexecute');
  scribe.enter(asksAt + 3 * STEP_MS, asking, near, first);
  const answering = scribe.openBridge(asksAt + 4 * STEP_MS);
  scribe.enter(asksAt + 5 * STEP_MS, answering, far, colleague);
  scribe.enter(asksAt + 6 * STEP_MS, answering, colleague, far);
  return { colleague, near, far, asking, answering };
}
