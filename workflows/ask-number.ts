import { condition } from '@temporalio/workflow';
import type { NumberQuestion } from '../activities/contract/calls.ts';
import { messages } from './activity-proxies.ts';

/**
 * An unanswered question is asked again, with the same id: the number's workflow may have ended in between. Ever more
 * seldom, since U-ON may be away for days and every question is an event of two histories.
 */
const ASK_AGAIN_FIRST_MS = 60_000;
const ASK_AGAIN_LAST_MS = 3_600_000;

/** Asks the number's one creator until it has answered: the answer comes by signals, of which `answer` tells the last. */
export async function askUntilAnswered<A>(
  enterprise: string,
  question: NumberQuestion,
  answer: () => A | null,
): Promise<A> {
  let againMs = ASK_AGAIN_FIRST_MS;
  for (let answered = answer(); ; answered = answer()) {
    if (answered !== null) return answered;
    await messages.askNumber.executeWithOptions({ summary: 'ask the number' }, [enterprise, question]);
    await condition(() => answer() !== null, againMs);
    againMs = Math.min(2 * againMs, ASK_AGAIN_LAST_MS);
  }
}
