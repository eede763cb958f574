import { addEvent, newCall, type CallState } from './call-state.ts';

/** What the ids of popups that no call owes begin with, where a call's id would stand. */
export const NOTICE_PREFIX = 'notice:';

/** A call that another service tells of, for its popup alone. */
export interface Notice {
  /** The caller, E.164 or as it was written; empty for one who hides the number. */
  readonly phone: string;
  /** Extensions that are rung. */
  readonly extensions: readonly string[];
  /** A trunk of the enterprise's lines, or the line's name; empty where it is not told. */
  readonly line: string;
}

/** What a popup's rules have to know of such a call: it is incoming, and rings. `receivedAt`: ISO 8601. */
export function noticeState(callId: string, { phone, extensions, line }: Notice, receivedAt: string): CallState {
  return addEvent(newCall(callId), {
    inboxId: 0,
    receivedAt,
    event: { name: 'dial', uniqueId: callId, callType: 0, phone, trunk: line, extensions },
  });
}
