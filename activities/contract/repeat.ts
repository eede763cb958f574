import type { ReceivedEvent } from '../../domain/received-event.ts';
import type { RepeatNews, RepeatPart } from '../../domain/repeat.ts';

/** What a closed call's step is done anew from. `refused`: why it is not. */
export type ToRepeat =
  | { readonly kind: 'refused'; readonly why: string }
  | {
      readonly kind: 'ready';
      readonly parts: readonly RepeatPart[];
      /** What the call was told of before it closed. */
      readonly events: readonly ReceivedEvent[];
      readonly clientId: string | null;
      readonly leadId: string | null;
    };

/** Repeats of steps, on the queue `calls`. */
export interface RepeatActivities {
  readToRepeat(enterprise: string, callId: string, step: string): Promise<ToRepeat>;
  /** Adds what came of it to the call's journal; again it changes nothing. */
  noteRepeat(
    enterprise: string,
    callId: string,
    news: Omit<RepeatNews, 'result'> & { readonly clientId: string | null; readonly leadId: string | null },
  ): Promise<void>;
}
