import { workflowInfo } from '@temporalio/workflow';
import { askUntilAnswered } from '../ask-number.ts';
import type { LeadAnswer } from '../number-messages.ts';
import type { CallBook } from './call-book.ts';
import { numberOf } from './client.ts';

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
    ...(book.isRepeat && { isRepeat: true }),
    ...known,
  };
  return askUntilAnswered(book.input.enterprise, question, () => book.answeredLead);
}
