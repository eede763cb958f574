import type { CallKind, CallScript } from './call-script.ts';
import { incomingCall, outgoingCall } from './client-call.ts';
import { internalCall } from './internal-call.ts';
import type { PbxEvent } from './pbx-event.ts';
import { createScribe } from './scribe.ts';
import type { Scribe } from './scribe.ts';
import { transferCall } from './transfer-call.ts';

export interface GeneratedCall {
  kind: CallKind;
  /** Uniqueid of the call's first channel. */
  uniqueId: string;
  /** As the PBX wrote it; of an internal call the caller's extension. */
  phone: string;
  /** In the order in which they leave the PBX. */
  events: PbxEvent[];
}

/** Builds the events of one call, in the fields and the order in which a PBX was recorded to send them. */
export function generateCall(script: CallScript): GeneratedCall {
  const scribe = createScribe(script);
  const uniqueId = tell(scribe, script);
  const phone = script.kind === 'internal' ? (script.extensions[0] ?? '') : script.phone;
  return { kind: script.kind, uniqueId, phone, events: scribe.events };
}

function tell(scribe: Scribe, script: CallScript): string {
  switch (script.kind) {
    case 'incoming-answered':
      return incomingCall(scribe, script, true);
    case 'incoming-missed':
      return incomingCall(scribe, script, false);
    case 'outgoing-answered':
      return outgoingCall(scribe, script, true);
    case 'outgoing-missed':
      return outgoingCall(scribe, script, false);
    case 'internal':
      return internalCall(scribe, script);
    case 'transfer':
      return transferCall(scribe, script);
  }
}
