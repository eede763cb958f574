import type { Ask } from '../../activities/contract/asked.ts';
import type { FoundClient } from '../../activities/contract/greeting.ts';
import type { Client } from '../../domain/uon-shapes.ts';
import type { OrderedClass } from '../../domain/request-class.ts';
import type { LeadSummary } from '../../domain/client-lists.ts';
import { phoneOf } from '../../domain/call-facts.ts';
import { accountOf } from '../../domain/call-terms.ts';
import { isCallerAwaited } from '../../domain/popup-order.ts';
import { isFinal } from '../activity-failures.ts';
import { uon } from '../activity-proxies.ts';
import type { CallBook } from './call-book.ts';

/** How long a lookup counts as live: then nobody waits for its popup any more. */
const LIVE_FOR_MS = 30_000;

/** How urgent the requests of a call are: those of a call that has hung up stand behind live ones. */
export function urgencyOf(book: CallBook, live: 'live' | 'creation' = 'live'): OrderedClass {
  return book.hungUp || book.gaveUp ? 'hangup' : live;
}

/** The ask of one request of this call. */
export function askOf(book: CallBook, requestClass: OrderedClass) {
  const { enterprise, callId } = book.input;
  return { enterprise, callId, class: requestClass, ...(book.isRepeat && { isRepeat: true }) };
}

/** The account's activities; only where U-ON is switched on. */
export function uonOf(book: CallBook, requestClass: OrderedClass) {
  return uon(accountOf(book.terms), requestClass);
}

/**
 * The caller in U-ON, by cache or by U-ON itself. Tried until U-ON answers: undefined when it refuses for good.
 */
export function findClient(book: CallBook): Promise<FoundClient | undefined> {
  const phoneE164 = numberOf(book);
  const options = { summary: 'user/phone' };
  return book.journal.attempt('user/phone', async () => {
    const found = await readFor(book, isCallerAwaited(book.state, book.terms), (uonActivities, ask) =>
      uonActivities.findClient.executeWithOptions(options, [ask, phoneE164, { fresh: false }]),
    );
    book.recognise(found);
    return found;
  });
}

/** A client as U-ON describes it now; null when U-ON has it no more. */
export function readClient(book: CallBook, clientId: string): Promise<Client | null> {
  const options = { summary: 'user/phone, afresh' };
  return uonOf(book, 'hangup').readClient.executeWithOptions(options, [
    askOf(book, 'hangup'),
    numberOf(book),
    clientId,
  ]);
}

/**
 * All leads of a client, each with what its status says: archived or not. Undefined when U-ON refuses for good. `isAwaited`: a
 * popup waits for them.
 */
export function readLeads(
  book: CallBook,
  clientId: string,
  isAwaited: boolean,
): Promise<readonly LeadSummary[] | undefined> {
  const options = { summary: 'lead-by-client' };
  return book.journal.attempt('lead-by-client', () =>
    readFor(book, isAwaited, (uonActivities, ask) =>
      uonActivities.listLeads.executeWithOptions(options, [ask, clientId, { fresh: true }]),
    ),
  );
}

/**
 * A read for a call that may still be live: what a popup waits for as live for half a minute, then patiently behind all that is live;
 * else as what the call creates. Of a call that has hung up only patiently.
 */
async function readFor<T>(
  book: CallBook,
  isAwaited: boolean,
  read: (activities: ReturnType<typeof uon>, ask: Ask) => Promise<T>,
): Promise<T> {
  const account = accountOf(book.terms);
  const patiently = () => read(uon(account, 'hangup'), askOf(book, 'hangup'));
  if (urgencyOf(book) === 'hangup') return patiently();
  if (!isAwaited) return read(uon(account, 'creation'), askOf(book, 'creation'));
  return read(uon(account, 'live', LIVE_FOR_MS), askOf(book, 'live')).catch((error: unknown) => {
    if (isFinal(error)) throw error;
    return patiently();
  });
}

/** The caller's number; only for calls that have one. */
export function numberOf(book: CallBook): string {
  const phone = phoneOf(book.state, book.terms);
  if (phone.kind !== 'number') throw new Error('The call has no number that U-ON could know');
  return phone.e164;
}
