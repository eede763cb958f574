import { freshList, saveList } from '../db/client-lists.ts';
import { askedNow } from '../db/drops.ts';
import {
  leadSummaries,
  requestSummaries,
  type ClientLists,
  type LeadSummary,
  type RequestSummary,
} from '../domain/client-lists.ts';
import { uonCalls, type UonCall } from '../domain/past-calls.ts';
import type { How } from './contract/asked.ts';
import { leadStatuses } from './directories.ts';
import { asDetails, type UonDeps, type UonTurn } from './uon-request.ts';

/** A client's leads: from the cache where that is fresh and wanted, else as U-ON says now, and kept. */
export function listLeads(deps: UonDeps, turn: UonTurn, clientId: string, how: How): Promise<readonly LeadSummary[]> {
  const { access, options } = asDetails(turn);
  return listOf(deps, turn, { clientId, kind: 'leads', how }, async () => {
    const [leads, statuses] = await Promise.all([
      deps.uon.leadsOfClient(access, clientId, options),
      leadStatuses(deps, { ...turn, options }),
    ]);
    return leadSummaries(leads, statuses);
  });
}

/** The same of a client's requests (заявки). */
export function listRequests(
  deps: UonDeps,
  turn: UonTurn,
  clientId: string,
  how: How,
): Promise<readonly RequestSummary[]> {
  return listOf(deps, turn, { clientId, kind: 'requests', how }, async () =>
    requestSummaries(await deps.uon.requestsOfClient(turn.access, clientId, asDetails(turn).options)),
  );
}

/** What is kept of U-ON's history of a client's calls: of its first page, the newest. */
export function listCalls(deps: UonDeps, turn: UonTurn, clientId: string, how: How): Promise<readonly UonCall[]> {
  return listOf(deps, turn, { clientId, kind: 'calls', how }, async () =>
    uonCalls(await deps.uon.callRecordsOfUser(turn.access, clientId, asDetails(turn).options)),
  );
}

async function listOf<Kind extends keyof ClientLists>(
  { pool }: UonDeps,
  { access, enterprise }: UonTurn,
  { clientId, kind, how }: { readonly clientId: string; readonly kind: Kind; readonly how: How },
  read: () => Promise<readonly ClientLists[Kind][]>,
): Promise<readonly ClientLists[Kind][]> {
  const key = { enterprise: enterprise.number, account: access.account, clientId };
  const known = how.fresh ? null : await freshList(pool, key, kind, enterprise.uon.cache.profile_s);
  if (known) return known;
  const askedAt = await askedNow(pool);
  const rows = await read();
  await saveList(pool, key, { kind, rows }, askedAt);
  return rows;
}
