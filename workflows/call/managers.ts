import { extensionOf, managerOf } from '../../domain/call-record.ts';
import { askOf, numberOf, readClient, uonOf } from './client.ts';
import type { CallBook } from './call-book.ts';

/**
 * Gives the client and the client's leads that have no manager the one who talked. One who answers for a client or a lead
 * already keeps it: both are read afresh.
 */
export async function assignManagers(book: CallBook): Promise<void> {
  const { clientId } = book;
  const managerId = managerOf(book.state, book.terms);
  if (managerId === null) {
    const extension = extensionOf(book.state, book.terms);
    return book.journal.note(
      'managers',
      'skipped',
      extension ? `no manager has extension ${extension} (user_extensions)` : 'it is not known who talked',
    );
  }
  if (clientId === null) return book.journal.note('managers', 'skipped', 'U-ON does not know the client');
  await Promise.all([assignClient(book, clientId, managerId), assignLeads(book, clientId, managerId)]);
}

async function assignClient(book: CallBook, clientId: string, managerId: string): Promise<void> {
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
async function assignLeads(book: CallBook, clientId: string, managerId: string): Promise<void> {
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
