import { condition, workflowInfo } from '@temporalio/workflow';
import { messages } from '../activity-proxies.ts';
import type { LeadAnswer } from '../number-messages.ts';
import type { CallBook } from './call-book.ts';
import { numberOf } from './client.ts';

/**
 * An unanswered question is asked again, with the same id: the number's workflow may have ended in between. Ever more
 * seldom, since U-ON may be away for days and every question is an event of two histories.
 */
const ASK_AGAIN_FIRST_MS = 60_000;
const ASK_AGAIN_LAST_MS = 3_600_000;

/** What is known of the client when the number's workflow is asked to create what is missing. */
export interface Known {
  readonly clientId: string | null;
  /** When U-ON said that it does not know the number, epoch ms; null when only the cache said so. */
  readonly notFoundAtMs: number | null;
}

/**
 * Has the number's one creator make client and lead, and waits for its last word. The client's id comes earlier, as
 * `book.answeredClient`.
 */
export async function createByNumber(book: CallBook, known: Known): Promise<LeadAnswer> {
  const question = {
    callId: book.input.callId,
    asker: workflowInfo().workflowId,
    phoneE164: numberOf(book),
    direction: book.side,
    ...known,
  };
  let againMs = ASK_AGAIN_FIRST_MS;
  while (book.answeredLead === null) {
    await messages.askNumber.executeWithOptions({ summary: 'ask the number' }, [book.input.enterprise, question]);
    await condition(() => book.answeredLead !== null, againMs);
    againMs = Math.min(2 * againMs, ASK_AGAIN_LAST_MS);
  }
  return book.answeredLead;
}
