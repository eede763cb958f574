import type { Client, Lead } from './uon-shapes.ts';

/** The clients among whom a phone alone does not decide: those that are active, else all that are not deleted. */
export function contenders(clients: readonly Client[]): readonly Client[] {
  const standing = clients.filter((client) => client.active && !client.deleted);
  const notDeleted = clients.filter((client) => !client.deleted);
  return standing.length > 0 ? standing : notDeleted;
}

/**
 * Of several clients with one phone: active, not deleted, with the newest lead, else the lowest id. Null when there is none
 * or all are deleted.
 */
export function chooseClient(clients: readonly Client[], leads: ReadonlyMap<string, readonly Lead[]>): Client | null {
  const newestLead = (client: Client) =>
    (leads.get(client.id) ?? [])
      .map((lead) => lead.createdAt ?? '')
      .toSorted()
      .at(-1) ?? '';
  const ranked = contenders(clients).toSorted(
    (a, b) => compareText(newestLead(b), newestLead(a)) || Number(a.id) - Number(b.id),
  );
  return ranked[0] ?? null;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
