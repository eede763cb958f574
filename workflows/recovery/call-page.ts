import type { EndedRecoveredCall, RecoveredCall } from '../../activities/contract/recovery.ts';
import type { CallTerms } from '../../domain/call-terms.ts';
import { finishedToShow, numberOfFinished, sideOfFinished, type FinishedCall } from '../../domain/finished-call.ts';
import { Steps } from '../steps.ts';

/** One recovered call and its steps. */
export class CallPage extends Steps {
  readonly call: FinishedCall;
  /** E.164; null where U-ON could know nobody by it. */
  readonly numberE164: string | null;
  readonly #taken: RecoveredCall;
  readonly #terms: CallTerms | null;

  constructor(taken: RecoveredCall, terms: CallTerms | null) {
    super();
    this.call = taken.call;
    this.numberE164 = terms && numberOfFinished(taken.call, terms);
    this.#taken = taken;
    this.#terms = terms;
  }

  get side(): 'incoming' | 'outgoing' {
    return sideOfFinished(this.call);
  }

  /** How it ended: failed where any of its steps did. */
  ended(known: { readonly clientId: string | null; readonly leadId: string | null }): EndedRecoveredCall {
    const failed = this.steps.find(({ status }) => status === 'failed');
    const { position, journal } = this.#taken;
    const snapshot = { ...finishedToShow(this.call, this.#terms, known), steps: this.steps };
    return { position, journal, snapshot, failed: failed ? `${failed.name}: ${failed.error ?? 'failed'}` : null };
  }
}
