import { CallBook } from './call/call-book.ts';
import { followUp, hasEnded, settle, waitForStragglers } from './call/farewell.ts';
import { receive } from './call/reception.ts';
import { followRecording, keepRecord } from './call/record.ts';
import type { CallInput, CallResult } from './names.ts';

/**
 * One telephone call, from its first event to its last effect in U-ON. Events arrive as signals, in any order and any
 * number of times; at the dial the caller is received, at the hangup the call is logged and managers are assigned.
 */
export async function call(input: CallInput): Promise<CallResult> {
  const book = new CallBook(input);
  if (!(await book.loadTerms())) return forget(book);
  const reception = receive(book);
  const journal = book.keepJournal();

  const hungUp = await hasEnded(book);
  await book.loadTerms();
  if (hungUp) await settle(book);
  const [logged, served] = await Promise.all([keepRecord(book), followUp(book, reception)]);
  const recording = followRecording(book, logged);
  await waitForStragglers(book, reception, served);

  await Promise.all(book.owedPopups);

  book.beginClosing();
  await Promise.all([reception, recording, journal]);
  return close(book);
}

/** The enterprise is gone: the call is closed, and tells nobody. */
async function forget(book: CallBook): Promise<CallResult> {
  book.beginClosing();
  return close(book);
}

/** An event that comes while the journal is written for the last time stands in it too. */
async function close(book: CallBook): Promise<CallResult> {
  do await book.journal.save();
  while (book.journal.hasNews);
  return { heard: book.heard };
}
