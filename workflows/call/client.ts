import type { FoundClient } from '../../activities/contract.ts';
import type { RequestClass } from '../../domain/request-class.ts';
import type { LeadFacts } from '../../domain/lead-policy.ts';
import { phoneOf } from '../../domain/call-facts.ts';
import { withArchive } from '../../domain/lead-facts.ts';
import { isFinal, quick, quickElse, uon } from '../activity-proxies.ts';
import type { CallBook } from './call-book.ts';

/** How long a lookup counts as live: then nobody waits for its popup any more. */
const LIVE_FOR_MS = 30_000;

/** How urgent the requests of a call are: those of a call that has hung up stand behind live ones. */
export function urgencyOf(book: CallBook, live: 'live' | 'creation' = 'live'): RequestClass {
  return book.hungUp || book.gaveUp ? 'hangup' : live;
}

/** The ask of one request of this call. */
export function askOf(book: CallBook, requestClass: RequestClass) {
  return { enterprise: book.input.enterprise, callId: book.input.callId, class: requestClass };
}

/** The account's activities; only where U-ON is switched on. */
export function uonOf(book: CallBook, requestClass: RequestClass) {
  return uon(book.terms.account ?? '', requestClass);
}

/**
 * The caller in U-ON, by cache or by U-ON itself. Tried until U-ON answers: undefined when it refuses for good.
 */
export function findClient(book: CallBook): Promise<FoundClient | undefined> {
  return book.attempt('user/phone', async () => {
    const found = await lookUp(book);
    if (found.client) book.meet(found.client);
    return found;
  });
}

async function lookUp(book: CallBook): Promise<FoundClient> {
  const phoneE164 = numberOf(book);
  const options = { summary: 'user/phone' };
  const patient = () =>
    uonOf(book, 'hangup').findClient.executeWithOptions(options, [askOf(book, 'hangup'), phoneE164, { fresh: false }]);
  if (urgencyOf(book) === 'hangup') return patient();
  const live = askOf(book, 'live');
  const soon = () =>
    uon(book.terms.account ?? '', 'live', LIVE_FOR_MS).findClient.executeWithOptions(options, [
      live,
      phoneE164,
      { fresh: false },
    ]);
  return quickElse(
    () => quick.findClientNow.executeWithOptions(options, [live, phoneE164]),
    () =>
      soon().catch((error: unknown) => {
        if (isFinal(error)) throw error;
        return patient();
      }),
  );
}

/** All leads of a client, each with what its status says: archived or not. Undefined when U-ON refuses for good. */
export function readLeads(book: CallBook, clientId: string): Promise<readonly LeadFacts[] | undefined> {
  return book.attempt('lead-by-client', async () => {
    const requestClass = urgencyOf(book);
    const ask = askOf(book, requestClass);
    const ordinary = uonOf(book, requestClass);
    const statuses = () => ordinary.leadStatuses.executeWithOptions({ summary: 'status_lead' }, [ask]);
    const leads = () => ordinary.leadsOfClient.executeWithOptions({ summary: 'lead-by-client' }, [ask, clientId]);
    const [knownStatuses, knownLeads] =
      requestClass === 'live'
        ? await Promise.all([
            quickElse(() => quick.leadStatusesNow.executeWithOptions({ summary: 'status_lead' }, [ask]), statuses),
            quickElse(
              () => quick.leadsOfClientNow.executeWithOptions({ summary: 'lead-by-client' }, [ask, clientId]),
              leads,
            ),
          ])
        : await Promise.all([statuses(), leads()]);
    return withArchive(knownLeads, knownStatuses);
  });
}

/** The caller's number; only for calls that have one. */
export function numberOf(book: CallBook): string {
  const phone = phoneOf(book.state, book.terms);
  if (phone.kind !== 'number') throw new Error('The call has no number that U-ON could know');
  return phone.e164;
}
