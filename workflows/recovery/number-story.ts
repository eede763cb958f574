import type { CallTerms } from '../../domain/call-terms.ts';
import { database, inTurn, recoveries } from '../activity-proxies.ts';
import type { Batch } from './batch.ts';
import { CallPage } from './call-page.ts';
import { Caller } from './caller.ts';
import { makeWhatIsMissing } from './creations.ts';
import { assignTalker } from './managers.ts';
import { keepName, lookUp } from './questions.ts';
import { keepRecord } from './records.ts';

/** Recovers the calls of one number, in their order. The number is looked up once, and its client assigned once. */
export async function recoverNumber(batch: Batch, number: string): Promise<void> {
  const caller = new Caller();
  for (;;) {
    const options = { summary: 'calls' };
    const taken = await inTurn(() => recoveries.takeCalls.executeWithOptions(options, [batch.key, number]));
    if (taken.calls.length > 0) {
      const terms = await loadTerms(batch);
      const pages = taken.calls.map((call) => new CallPage(call, terms));
      if (terms && terms.account !== null) await recoverCalls(batch, terms, caller, pages);
      else for (const page of pages) page.note('U-ON', 'failed', SWITCHED_OFF);
      const ended = pages.map((page) => page.ended(caller));
      await inTurn(() => recoveries.endCalls.executeWithOptions({ summary: 'calls, ended' }, [batch.key, ended]));
    }
    if (!taken.hasMore || batch.isPausing) return;
  }
}

const SWITCHED_OFF = 'U-ON is switched off in the settings, or has no key';

async function recoverCalls(batch: Batch, terms: CallTerms, caller: Caller, pages: readonly CallPage[]): Promise<void> {
  const story = { batch, terms, caller, pages };
  const first = pages[0];
  if (first?.numberE164) {
    await lookUp(story, first);
    if (batch.creates) await makeWhatIsMissing(story);
  }
  for (const page of pages) await keepRecord(story, page);
  if (caller.clientId === null) return;
  await keepName(story);
  await assignTalker(story, caller.clientId);
}

/** A change of the settings counts from the next calls on. */
function loadTerms({ key }: Batch): Promise<CallTerms | null> {
  return inTurn(() => database.loadTerms.executeWithOptions({ summary: 'settings' }, [key.enterprise]));
}
