import type { Ask } from '../../activities/contract/asked.ts';
import { accountOf, type CallTerms } from '../../domain/call-terms.ts';
import { uon } from '../activity-proxies.ts';
import type { Batch } from './batch.ts';
import type { CallPage } from './call-page.ts';
import type { Caller } from './caller.ts';

/** Some calls of one number, and all that their parts need. */
export interface Story {
  readonly batch: Batch;
  /** The settings; U-ON is switched on. */
  readonly terms: CallTerms;
  readonly caller: Caller;
  readonly pages: readonly CallPage[];
}

/** The account's activities. */
export function uonOf({ batch, terms }: Story) {
  return uon(accountOf(terms), batch.requestClass);
}

/** The ask of a request that a call of the story owes. */
export function askOf({ batch }: Story, page: CallPage): Ask {
  return { enterprise: batch.key.enterprise, callId: page.call.callId, class: batch.requestClass };
}
