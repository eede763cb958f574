import type { FoundClient, Greeting, KnownDetails } from '../../activities/contract/greeting.ts';
import type { LeadSummary } from '../../domain/client-lists.ts';
import { phoneOf } from '../../domain/call-facts.ts';
import { isCallerAwaited } from '../../domain/popup-order.ts';
import { greetNow } from '../greet-now.ts';
import type { CallBook } from './call-book.ts';
import { askOf, findClient, readLeads } from './client.ts';

/** What a greeting began. */
export interface Greeted {
  /** Who calls, once it is known; undefined where U-ON refuses for good or nobody is to be looked up. */
  readonly lookup: Promise<FoundClient | undefined>;
  /** The client's leads: as the greeting had them told for the popup, else as they are read once somebody wants them. */
  readonly leads: () => Promise<readonly LeadSummary[] | undefined>;
  /** What else the greeting knew of who calls. */
  readonly known: KnownDetails | null;
  /** By manager: what became of the popups that were tried. */
  readonly popups: ReadonlyMap<string, Greeting['popups'][number]['ended']>;
}

/**
 * Greets the caller: the settings of the moment, the lookup and the first popups in one local activity. What that did not
 * get done in its time goes on by ordinary ones. Null when the enterprise is gone.
 */
export async function greet(book: CallBook): Promise<Greeted | null> {
  const greeting = await greetNow(askOf(book, 'live'), book.state, book.termsVersion);
  const isThere = greeting ? book.useTerms(greeting.terms) : await book.loadTerms();
  if (!isThere) return null;
  const lookup = lookupOf(book, greeting);
  const known = greeting?.known ?? null;
  const isAwaited = isCallerAwaited(book.state, book.terms) && (known?.awaited.includes('leads') ?? true);
  return {
    lookup,
    leads: toldOrRead(book, lookup, greeting?.leads ?? null, isAwaited),
    known,
    popups: new Map(greeting?.popups.map(({ managerId, ended }) => [managerId, ended])),
  };
}

function toldOrRead(
  book: CallBook,
  lookup: Greeted['lookup'],
  told: Greeting['leads'],
  isAwaited: boolean,
): Greeted['leads'] {
  if (!told) return leadsOf(book, lookup, isAwaited);
  book.journal.note('lead-by-client', 'done');
  return () => Promise.resolve(told);
}

/** Reads the leads of the client who was found, once; undefined where nobody was, or U-ON refuses for good. */
export function leadsOf(book: CallBook, lookup: Greeted['lookup'], isAwaited: boolean): Greeted['leads'] {
  let reading: ReturnType<Greeted['leads']> | undefined;
  const read = async () => {
    const found = await lookup;
    return found?.client ? readLeads(book, found.client.id, isAwaited) : undefined;
  };
  return () => (reading ??= read());
}

async function lookupOf(book: CallBook, greeting: Greeting | null): Promise<FoundClient | undefined> {
  const { state, terms } = book;
  if (!book.concernsClient || terms.account === null || phoneOf(state, terms).kind !== 'number') return undefined;
  const lookup = greeting?.lookup;
  if (lookup?.done) {
    book.journal.note('user/phone', 'done');
    book.recognise(lookup.value);
    return lookup.value;
  }
  if (lookup && 'refused' in lookup) {
    book.journal.note('user/phone', 'failed', lookup.refused);
    return undefined;
  }
  return findClient(book);
}
