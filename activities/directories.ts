import { freshDirectory, saveDirectory } from '../db/directories.ts';
import { saveExtensions } from '../db/enterprise-extensions.ts';
import type { LeadStatus } from '../domain/uon-shapes.ts';
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
