import { freshDirectory, saveDirectory } from '../db/directories.ts';
import { saveExtensions } from '../db/enterprise-extensions.ts';
import type { LeadStatus, Manager } from '../domain/uon-shapes.ts';
import type { DirectoryKind } from './contract/uon.ts';
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

/** The account's managers as U-ON names them now. They bring the extensions that U-ON holds for them. */
export async function readManagers(
  deps: UonDeps,
  { access, enterprise, options }: UonTurn,
): Promise<readonly Manager[]> {
  const managers = await deps.uon.managers(access, options);
  await saveDirectory(deps.pool, access.account, 'managers', managers);
  await saveExtensions(deps.pool, enterprise.number, managers);
  return managers;
}

/** Reads a list of the account anew, whatever is kept of it. */
export async function refreshDirectory(deps: UonDeps, turn: UonTurn, kind: DirectoryKind): Promise<void> {
  const { access, options } = turn;
  if (kind === 'managers') await readManagers(deps, turn);
  else await saveDirectory(deps.pool, access.account, kind, await deps.uon.leadStatuses(access, options));
}
