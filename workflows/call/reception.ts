import { condition } from '@temporalio/workflow';
import { accountOf, actionsFor } from '../../domain/call-terms.ts';
import { canMatter, decideLead } from '../../domain/lead-policy.ts';
import { createByNumber } from './ask-number.ts';
import type { CallBook } from './call-book.ts';
import { askOf, uonOf, urgencyOf } from './client.ts';
import { greet, type Greeted } from './greeting.ts';
import { readForNextTime, toReadNextTime } from '../popup-details.ts';
import { announce } from './popups.ts';

/**
 * What happens at the dial: the caller is looked up, those who are rung are told, client and lead are made by the
 * table of actions. Without a dial nothing of it happens.
 */
export async function receive(book: CallBook): Promise<void> {
  await condition(() => book.state.dials.length > 0 || book.closing);
  if (book.state.dials.length === 0 || book.closing) return;
  const greeted = await greet(book);
  book.isGreeted = true;
  if (!greeted || !book.concernsClient) return;
  if (book.terms.account === null) {
    book.journal.note('U-ON', 'skipped', 'U-ON is switched off in the settings, or has no key');
    return;
  }
  readTheRest(book, greeted);
  await Promise.all([announce(book, greeted), act(book, greeted)]);
}

/** Leads are read for the table of actions anyway. */
function readTheRest(book: CallBook, { known }: Greeted): void {
  if (!known || book.clientId === null) return;
  const kinds = toReadNextTime(known).filter((kind) => kind !== 'leads');
  readForNextTime(askOf(book, 'hangup'), accountOf(book.terms), book.clientId, kinds);
}

/** The table of actions, and the creation it may ask for. */
export async function act(book: CallBook, { lookup, leads }: Pick<Greeted, 'lookup' | 'leads'>): Promise<void> {
  const found = await lookup;
  if (!found) return;
  if (found.client) return actOnClient(book, found.client.id, leads);
  if (!actionsOf(book).create_client_on_call) {
    book.journal.note('user/create', 'skipped', 'create_client_on_call is off');
    return;
  }
  const notFoundAtMs = found.source === 'uon' ? Date.now() : null;
  await create(book, 'user/create, lead/create', { clientId: null, notFoundAtMs });
}

async function actOnClient(book: CallBook, clientId: string, read: Greeted['leads']): Promise<void> {
  if (!canMatter(actionsOf(book))) return book.journal.note('lead/create', 'skipped', 'create_lead is never');
  const leads = await read();
  if (!leads) return;
  const decision = decideLead(leads, actionsOf(book));
  switch (decision.kind) {
    case 'none':
      book.journal.note('lead/create', 'skipped', decision.why);
      return;
    case 'set-status': {
      const requestClass = urgencyOf(book, 'creation');
      book.learn({ leadId: decision.leadId });
      await book.journal.attempt('request/update: status', () =>
        uonOf(book, requestClass).setLeadStatus.executeWithOptions({ summary: 'request/update: status' }, [
          askOf(book, requestClass),
          decision.leadId,
          decision.statusId,
        ]),
      );
      return;
    }
    case 'create':
      await create(book, 'lead/create', { clientId, notFoundAtMs: null });
  }
}

/** Asks the number's creator; its answer is a step of this call too. */
async function create(
  book: CallBook,
  name: string,
  known: { clientId: string | null; notFoundAtMs: number | null },
): Promise<void> {
  const end = book.journal.begin(name);
  const answer = await createByNumber(book, known);
  book.isCallerKnown = true;
  if (book.answeredClient) book.learn({ clientId: book.answeredClient.clientId });
  if (answer.leadId) book.learn({ leadId: answer.leadId });
  if (answer.failed) end('failed', answer.why ?? undefined);
  else end(answer.created || book.answeredClient?.created ? 'done' : 'skipped', answer.why ?? undefined);
}

function actionsOf(book: CallBook) {
  return actionsFor(book.terms, book.side);
}
