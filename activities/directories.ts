import { freshDirectory, saveDirectory } from '../db/directories.ts';
import { saveExtensions } from '../db/enterprise-extensions.ts';
import type { LeadStatus } from '../domain/uon-shapes.ts';
import type { DirectoryKind } from './contract.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** The account's lead statuses, kept for `directories_s`. */
export async function leadStatuses(
  deps: UonDeps,
  { access, enterprise, options }: UonTurn,
): Promise<readonly LeadStatus[]> {
  const known = await freshDirectory(deps.pool, access.account, 'lead-statuses', enterprise.uon.cache.directories_s);
  if (known) return known;
  const statuses = await deps.uon.leadStatuses(access, options);
  await saveDirectory(deps.pool, access.account, 'lead-statuses', statuses);
  return statuses;
}

/** A status is shown by what was read so long ago, in seconds; what a call does by it is decided by fresh ones. */
const SHOWN_FOR_S = 24 * 3_600;

/** The account's lead statuses as a popup may show them: no request while those of the day are kept. */
export async function statusesToShow(deps: UonDeps, turn: UonTurn): Promise<readonly LeadStatus[]> {
  const kept = await freshDirectory(deps.pool, turn.access.account, 'lead-statuses', SHOWN_FOR_S);
  return kept ?? leadStatuses(deps, turn);
}

/** Reads a list of the account anew, whatever is kept of it. Managers bring the extensions that U-ON holds for them. */
export async function refreshDirectory(
  deps: UonDeps,
  { access, enterprise, options }: UonTurn,
  kind: DirectoryKind,
): Promise<void> {
  const { account } = access;
  if (kind === 'managers') {
    const managers = await deps.uon.managers(access, options);
    await saveDirectory(deps.pool, account, kind, managers);
    await saveExtensions(deps.pool, enterprise.number, managers);
  } else {
    await saveDirectory(deps.pool, account, kind, await deps.uon.leadStatuses(access, options));
  }
}
