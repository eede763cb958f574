import { missedExtension } from '../../domain/call-answer.ts';
import { newestActive } from '../../domain/lead-policy.ts';
import { managersOfExtension } from '../../domain/manager-extensions.ts';
import { missedTask } from '../../domain/missed-task.ts';
import type { CallBook } from './call-book.ts';
import { askOf, readLeads, uonOf } from './client.ts';

/** What a missed incoming call asks for: a task to call back, and a status of the newest active lead. */
export async function followUpMissed(book: CallBook): Promise<void> {
  const actions = book.terms.uon.incoming_call_actions;
  if (!actions.missed_call_task && actions.missed_call_status === undefined) return;
  const leadId = await activeLead(book);
  if (actions.missed_call_status !== undefined) await setStatus(book, leadId, actions.missed_call_status);
  if (actions.missed_call_task) await createTask(book, leadId);
}

/** The client's newest active lead, else that of the call. */
export async function activeLead(book: CallBook): Promise<string | null> {
  const leads = book.clientId === null ? [] : ((await readLeads(book, book.clientId, false)) ?? []);
  return newestActive(leads)?.id ?? book.leadId;
}

export async function setStatus(book: CallBook, leadId: string | null, statusId: string): Promise<void> {
  if (leadId === null) return book.journal.note('request/update: missed', 'skipped', 'the client has no active lead');
  await book.journal.attempt('request/update: missed', () =>
    uonOf(book, 'hangup').setLeadStatus.executeWithOptions({ summary: 'request/update: missed' }, [
      askOf(book, 'hangup'),
      leadId,
      statusId,
    ]),
  );
}

export async function createTask(book: CallBook, leadId: string | null): Promise<void> {
  const managerId = taskManager(book);
  if (managerId === null) {
    book.journal.note(
      'reminder/create',
      'skipped',
      'nobody to give the task to: no manager of client or extension, no default_manager_id',
    );
    return;
  }
  const order = {
    clientId: book.clientId,
    leadId,
    managerId,
    ...missedTask(book.state, book.terms, book.client, Date.now()),
  };
  await book.journal.attempt('reminder/create', () =>
    uonOf(book, 'hangup').createReminder.executeWithOptions({ summary: 'reminder/create' }, [
      askOf(book, 'hangup'),
      order,
    ]),
  );
}

/** The client's manager, else that of the extension rung first, else the default one. */
function taskManager(book: CallBook): string | null {
  const extension = missedExtension(book.state);
  const ofExtension = extension === null ? undefined : managersOfExtension(book.terms.uon, extension)[0];
  return book.client?.managerId ?? ofExtension ?? book.terms.uon.default_manager_id ?? null;
}
