import { extensionOf, managerOf } from '../../domain/call-record.ts';
import { askOf, numberOf, readClient, uonOf } from './client.ts';
import type { CallBook } from './call-book.ts';

/**
 * Gives the client and the client's leads that have no manager the one who talked. One who answers for a client or a lead
 * already keeps it: both are read afresh.
 */
export async function assignManagers(book: CallBook): Promise<void> {
  const whom = assignmentOf(book);
  if (whom) await Promise.all([assignClient(book, whom), assignLeads(book, whom)]);
}

/** Who is to have whom. */
export interface Assignment {
  readonly clientId: string;
  readonly managerId: string;
}

/** Null where nobody can be assigned, which is noted. */
export function assignmentOf(book: CallBook): Assignment | null {
  const { clientId } = book;
  const managerId = managerOf(book.state, book.terms);
  if (managerId === null) {
    const extension = extensionOf(book.state, book.terms);
    book.journal.note(
      'managers',
      'skipped',
      extension ? `no manager has extension ${extension} (user_extensions)` : 'it is not known who talked',
    );
    return null;
  }
  if (clientId !== null) return { clientId, managerId };
  book.journal.note('managers', 'skipped', wasAskedInVain(book) ? ASKED_IN_VAIN : 'U-ON does not know the client');
  return null;
}

const ASKED_IN_VAIN = 'U-ON was asked for the client in vain';

/** Nobody knows then whether U-ON has the client. */
function wasAskedInVain({ journal }: CallBook): boolean {
  const last = journal.steps.findLast(({ name }) => name === 'user/phone');
  return last?.status === 'failed';
}

export async function assignClient(book: CallBook, { clientId, managerId }: Assignment): Promise<void> {
  const ask = askOf(book, 'hangup');
  const summary = 'user/update: manager';
  await book.journal.attempt(
    'user/update: manager',
    async () => {
      const client = await readClient(book, clientId);
      if (client?.managerId) return client.managerId;
      await uonOf(book, 'hangup').setClientManager.executeWithOptions({ summary }, [
        ask,
        numberOf(book),
        clientId,
        managerId,
      ]);
      return null;
    },
    (keeps) => (keeps === null ? ['done'] : ['skipped', `the client has manager ${keeps}`]),
  );
}

/** Archived leads too: so their statuses need not be known. */
export async function assignLeads(book: CallBook, { clientId, managerId }: Assignment): Promise<void> {
  const hangup = uonOf(book, 'hangup');
  const ask = askOf(book, 'hangup');
  const leads = await book.journal.attempt('lead-by-client', () =>
    hangup.leadsOfClient.executeWithOptions({ summary: 'lead-by-client' }, [ask, clientId]),
  );
  const summary = 'request/update: manager';
  for (const { id } of (leads ?? []).filter((lead) => lead.managerId === null)) {
    await book.journal.attempt(`request/update: manager of lead ${id}`, () =>
      hangup.setLeadManager.executeWithOptions({ summary }, [ask, id, managerId]),
    );
  }
}
