import type { FoundClient, Greeting, KnownDetails } from '../../activities/contract/greeting.ts';
import type { LeadSummary } from '../../domain/client-lists.ts';
import { phoneOf } from '../../domain/call-facts.ts';
import { greetNow } from '../greet-now.ts';
import type { CallBook } from './call-book.ts';
import { askOf, findClient, readLeads } from './client.ts';

/** What a greeting began. */
export interface Greeted {
  /** Who calls, once it is known; undefined where U-ON refuses for good or nobody is to be looked up. */
  readonly lookup: Promise<FoundClient | undefined>;
  /** The client's leads: as the greeting had them told for the popup, else as they are read now. */
  readonly leads: Promise<readonly LeadSummary[] | undefined>;
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
  return {
    lookup,
    leads: leadsOf(book, lookup, greeting?.leads),
    known: greeting?.known ?? null,
    popups: new Map(greeting?.popups.map(({ managerId, ended }) => [managerId, ended])),
  };
}

/** The leads of the client who was found; undefined where nobody was, or U-ON refuses for good. */
export async function leadsOf(
  book: CallBook,
  lookup: Promise<FoundClient | undefined>,
  told: Greeting['leads'] = null,
): Promise<readonly LeadSummary[] | undefined> {
  const found = await lookup;
  if (!found?.client) return undefined;
  if (!told) return readLeads(book, found.client.id);
  book.journal.note('lead-by-client', 'done');
  return told;
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
