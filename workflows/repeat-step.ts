import { addEvent, newCall } from '../domain/call-state.ts';
import { failureLine } from '../domain/journal.ts';
import { repeatNews, type RepeatResult } from '../domain/repeat.ts';
import { inTurn, repeats } from './activity-proxies.ts';
import { CallBook } from './call/call-book.ts';
import { repeatParts } from './call/repeat-parts.ts';
import type { RepeatInput } from './names.ts';

/**
 * Does a step of a closed call anew that has failed, from the same events, with the settings of today and by the same marks: what
 * was done is not done twice. What comes of it are new lines in the call's journal.
 */
export async function repeatStep({ enterprise, callId, step }: RepeatInput): Promise<RepeatResult> {
  const book = new CallBook({ enterprise, callId }, { isRepeat: true });
  const options = { summary: 'the call as it is known' };
  const known = await inTurn(() => repeats.readToRepeat.executeWithOptions(options, [enterprise, callId, step]));
  if (known.kind === 'refused') return { status: 'skipped', error: known.why };

  const { clientId, leadId } = known;
  book.state = known.events.reduce(addEvent, newCall(callId));
  book.learn({ clientId, leadId });
  // It is over: no hangup is waited for.
  if (!book.hungUp) book.giveUp();
  if (!(await book.loadTerms()) || book.terms.account === null) book.journal.note(step, 'failed', SWITCHED_OFF);
  else await repeatParts(book, known.parts);

  const { result, ...news } = repeatNews(step, book.journal.steps, new Date().toISOString());
  const learned = { clientId: book.clientId, leadId: book.leadId };
  await inTurn(() =>
    repeats.noteRepeat.executeWithOptions({ summary: 'journal' }, [enterprise, callId, { ...news, ...learned }]),
  );
  return result;
}

const SWITCHED_OFF = failureLine({
  type: 'uon-off',
  message: 'U-ON is switched off in the settings, or has no key',
});
