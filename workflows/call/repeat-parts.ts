import { answerOf } from '../../domain/call-answer.ts';
import { directionOf, phoneOf } from '../../domain/call-facts.ts';
import type { RepeatPart } from '../../domain/repeat.ts';
import type { CallBook } from './call-book.ts';
import { findClient } from './client.ts';
import { isToldToUon, keepName } from './farewell.ts';
import { leadsOf } from './greeting.ts';
import { assignClient, assignLeads, assignmentOf } from './managers.ts';
import { activeLead, createTask, setStatus } from './missed.ts';
import { act } from './reception.ts';
import { addRecording, logCall } from './record.ts';

/** Does these effects of a call that is over, each as the call itself would have. */
export async function repeatParts(book: CallBook, parts: readonly RepeatPart[]): Promise<void> {
  const wants = (part: RepeatPart): boolean => parts.includes(part);
  if (wants('record')) await repeatRecord(book);
  if (wants('recording')) await addRecording(book);
  if (!parts.some((part) => part !== 'record' && part !== 'recording')) return;
  if (!book.concernsClient || phoneOf(book.state, book.terms).kind !== 'number') return;

  const lookup = findClient(book);
  if (wants('actions')) await act(book, { lookup, leads: leadsOf(book, lookup, false) });
  else await lookup;
  if (!book.isCallerKnown || !isToldToUon(book)) return;
  await keepName(book);
  if (answerOf(book.state, book.terms).kind !== 'missed') await repeatManagers(book, wants);
  else if (directionOf(book.state) === 'incoming') await repeatMissed(book, wants);
}

type Wants = (part: RepeatPart) => boolean;

async function repeatRecord(book: CallBook): Promise<void> {
  const name = 'call_history/create';
  if (!isToldToUon(book)) book.journal.note(name, 'skipped', 'it is no call that U-ON is told of');
  else if (!book.terms.uon.log_calls) book.journal.note(name, 'skipped', 'log_calls is off');
  else await logCall(book);
}

async function repeatManagers(book: CallBook, wants: Wants): Promise<void> {
  if (!wants('client-manager') && !wants('lead-managers')) return;
  const whom = assignmentOf(book);
  if (!whom) return;
  if (wants('client-manager')) await assignClient(book, whom);
  if (wants('lead-managers')) await assignLeads(book, whom);
}

/** What the settings of today ask for. */
async function repeatMissed(book: CallBook, wants: Wants): Promise<void> {
  const { missed_call_status, missed_call_task } = book.terms.uon.incoming_call_actions;
  const isStatusWanted = wants('missed-status') && missed_call_status !== undefined;
  const isTaskWanted = wants('missed-task') && missed_call_task;
  if (!isStatusWanted && !isTaskWanted) return;
  const leadId = await activeLead(book);
  if (isStatusWanted) await setStatus(book, leadId, missed_call_status);
  if (isTaskWanted) await createTask(book, leadId);
}
