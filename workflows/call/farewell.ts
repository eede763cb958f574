import { condition } from '@temporalio/workflow';
import { answerOf } from '../../domain/call-answer.ts';
import { directionOf, phoneOf } from '../../domain/call-facts.ts';
import { isStoryWhole } from '../../domain/call-settled.ts';
import type { CallBook } from './call-book.ts';
import { database, inTurn } from '../activity-proxies.ts';
import { findClient, numberOf, readClient } from './client.ts';
import { assignManagers } from './managers.ts';
import { followUpMissed } from './missed.ts';

const HOUR_MS = 3_600_000;

/** Waits for the hangup; false when `max_call_hours` passed without one. */
export async function hasEnded(book: CallBook): Promise<boolean> {
  const { max_call_hours } = book.terms.uon.calls;
  const hungUp = await condition(() => book.hungUp, Math.max(1, Math.round(max_call_hours * HOUR_MS)));
  if (hungUp || ((await book.catchUp()) && book.hungUp)) return true;
  book.giveUp();
  book.journal.note('hangup', 'failed', `none came in ${max_call_hours} h (max_call_hours)`);
  return false;
}

/**
 * A hangup may overtake the bridge, the start and dial, or a transfer: they have `settle_ms` to come. What the inbox knows
 * better counts before anything is told to U-ON.
 */
export async function settle(book: CallBook): Promise<void> {
  const { settle_ms } = book.terms.uon.calls;
  await book.catchUp();
  if (settle_ms === 0) return;
  const isWhole = await condition(() => isStoryWhole(book.state, book.terms), settle_ms);
  if (!isWhole) await book.catchUp();
}

/** May the end of this call be told to U-ON? Without a hangup, only one that was bridged is. */
export function isToldToUon(book: CallBook): boolean {
  return book.concernsClient && book.terms.account !== null && (!book.gaveUp || book.bridged);
}

/** What the farewell was based on: stragglers that come later are measured against it. */
export interface Served {
  readonly rung: boolean;
  readonly answered: boolean;
}

/** Managers after a conversation, a task after a missed call. What the dial creates comes first. */
export async function followUp(book: CallBook, reception: Promise<void>): Promise<Served> {
  const rung = book.state.dials.length > 0;
  if (rung) await reception;
  const answered = isAnswered(book);
  if (!isAboutClient(book)) return { rung, answered };
  if (!book.isCallerKnown) await findClient(book);
  await meetClient(book, answered);
  await keepName(book);
  if (answered) await assignManagers(book);
  else if (directionOf(book.state) === 'incoming') await followUpMissed(book);
  return { rung, answered };
}

/**
 * The call stays open `late_s` for stragglers. A dial that comes now still receives the caller; a bridge makes the call
 * answered, and the managers are assigned. The record, a task and a status stay as they are. What came in time and could not
 * be signalled counts.
 */
export async function waitForStragglers(book: CallBook, reception: Promise<void>, served: Served): Promise<void> {
  if (book.gaveUp && !book.bridged) return;
  const endsAtMs = Date.now() + book.terms.uon.calls.late_s * 1000;
  let { rung, answered } = served;
  const rungNow = () => !rung && book.state.dials.length > 0;
  const answeredNow = () => !answered && isAnswered(book);
  do {
    while (await within(endsAtMs, () => rungNow() || answeredNow())) {
      if (rungNow()) await reception;
      rung = book.state.dials.length > 0;
      answered = isAnswered(book);
      if (answered && isAboutClient(book)) await assignManagers(book);
    }
  } while (await book.catchUp());
}

/** Waits for something until a moment; once that has passed it is only looked, without a timer. */
async function within(endsAtMs: number, isSo: () => boolean): Promise<boolean> {
  const leftMs = endsAtMs - Date.now();
  return leftMs > 0 ? condition(isSo, leftMs) : isSo();
}

/** May U-ON be told of this call's end, and could it know the caller? */
function isAboutClient(book: CallBook): boolean {
  return isToldToUon(book) && phoneOf(book.state, book.terms).kind === 'number';
}

/** Names and tasks need more of a client than its id, which is all that the number's creator tells of one it found. */
async function meetClient(book: CallBook, answered: boolean): Promise<void> {
  const { clientId, client, answeredClient, terms } = book;
  if (clientId === null || client !== null || answeredClient?.created) return;
  if (answered && !terms.isUonFirstForNames) return;
  const read = await book.journal.attempt('user/phone', () => readClient(book, clientId));
  if (read) book.meet(read);
}

/** Where U-ON is the first source of names, the client's goes to all our rows of the person. */
export async function keepName(book: CallBook): Promise<void> {
  const { client, terms } = book;
  if (!client || !terms.isUonFirstForNames) return;
  const options = { summary: "the client's name" };
  await inTurn(() => database.saveNames.executeWithOptions(options, [book.input.enterprise, numberOf(book), client]));
}

function isAnswered(book: CallBook): boolean {
  return answerOf(book.state, book.terms).kind !== 'missed';
}
