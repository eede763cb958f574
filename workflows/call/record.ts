import { condition } from '@temporalio/workflow';
import { callRecord } from '../../domain/call-record.ts';
import { hangupOf } from '../../domain/call-facts.ts';
import type { CallBook } from './call-book.ts';
import { askOf, uonOf } from './client.ts';
import { isToldToUon } from './farewell.ts';

/**
 * Logs the call in U-ON: once, as what is known of it now says. Gives back whether it was logged without a recording.
 */
export async function keepRecord(book: CallBook): Promise<'with-link' | 'without-link' | 'not-logged'> {
  if (!isToldToUon(book)) return 'not-logged';
  const { log_calls, calls } = book.terms.uon;
  if (!log_calls) return skip(book, 'log_calls is off');
  const waitMs = Math.round(calls.recording_wait_s * 1000);
  if (waitMs > 0 && !(await condition(() => recordUrl(book) !== null, waitMs))) await book.catchUp();
  return logCall(book);
}

/** Logs the call now. */
export async function logCall(book: CallBook): Promise<'with-link' | 'without-link' | 'not-logged'> {
  const record = callRecord(book.state, book.terms, book.gaveUp);
  if (!record) return skip(book, 'U-ON logs calls by phone, and this one has none');
  await book.journal.attempt('call_history/create', () =>
    uonOf(book, 'hangup').createCallRecord.executeWithOptions({ summary: 'call_history/create' }, [
      askOf(book, 'hangup'),
      record,
      book.clientId,
    ]),
  );
  return record.recordUrl === null ? 'without-link' : 'with-link';
}

/** U-ON can't change a record: a recording that comes after it is told to the lead, else to the client. */
export async function followRecording(book: CallBook, logged: Awaited<ReturnType<typeof keepRecord>>): Promise<void> {
  if (logged !== 'without-link') return;
  await condition(() => recordUrl(book) !== null || book.closing);
  await addRecording(book);
}

/** Tells the lead, else the client, of the recording, where there is one. */
export async function addRecording(book: CallBook): Promise<void> {
  const url = recordUrl(book);
  if (url === null) return;
  const to = { clientId: book.clientId, leadId: book.leadId };
  if (to.clientId === null && to.leadId === null) {
    return book.journal.note(
      'request-action/create',
      'skipped',
      'the recording came after the record, and no client is known',
    );
  }
  await book.journal.attempt('request-action/create: recording', () =>
    uonOf(book, 'hangup').addRecordLink.executeWithOptions({ summary: 'request-action/create' }, [
      askOf(book, 'hangup'),
      to,
      url,
    ]),
  );
}

function skip(book: CallBook, why: string): 'not-logged' {
  book.journal.note('call_history/create', 'skipped', why);
  return 'not-logged';
}

function recordUrl(book: CallBook): string | null {
  return hangupOf(book.state)?.recordUrl || null;
}
