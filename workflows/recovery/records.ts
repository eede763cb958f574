import { recordOfFinished } from '../../domain/finished-call.ts';
import type { CallPage } from './call-page.ts';
import { askOf, uonOf, type Story } from './story.ts';

/** Logs a call in U-ON, once: a live call of the same id has the same effect. */
export async function keepRecord(story: Story, page: CallPage): Promise<void> {
  const { terms, caller } = story;
  if (!terms.uon.log_calls) return page.note('call_history/create', 'skipped', 'log_calls is off');
  const record = recordOfFinished(page.call, terms);
  if (!record) {
    return page.note('call_history/create', 'skipped', 'U-ON logs calls by phone, and this one has none');
  }
  const options = { summary: 'call_history/create' };
  await page.attempt('call_history/create', () =>
    uonOf(story).createCallRecord.executeWithOptions(options, [askOf(story, page), record, caller.clientId]),
  );
}
