import type { PbxClock } from './pbx-time.ts';
import type { UniqueIds } from './unique-ids.ts';

export const CALL_KINDS = [
  'incoming-answered',
  'incoming-missed',
  'outgoing-answered',
  'outgoing-missed',
  'internal',
  'transfer',
] as const;

export type CallKind = (typeof CALL_KINDS)[number];

/** What is to happen in a call. */
export interface CallScript {
  kind: CallKind;
  /** The client's number as the PBX is to write it, with or without a plus. An internal call has none. */
  phone: string;
  /** Who is rung; of an outgoing and an internal call the first is the caller, the second the one who is called. */
  extensions: readonly string[];
  /** Who answers an incoming call: the first rung when absent. */
  answeredBy?: string;
  /** To whom a `transfer` goes: the second rung when absent. */
  transferTo?: string;
  trunk: string;
  /** Epoch ms. */
  startedAt: number;
  ringMs: number;
  /** Ignored when nobody answers. */
  talkMs: number;
  recordUrl?: string;
  /** Extensions as one text, `["150&151"]`, as some PBX write them. */
  joinedExtensions?: boolean;
  /** CallType as a text and CallStatus as a number instead of the other way round. */
  otherTypes?: boolean;
  uniqueIds: UniqueIds;
  clock: PbxClock;
}
