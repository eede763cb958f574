import { z } from 'zod';
import { nextId } from '../account.ts';
import type { Account } from '../account.ts';
import type { ManagerRow, StatusRow } from '../account-seed.ts';
import { created, list } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { readParameters, text } from '../parameters.ts';
import { mixedId, withEntities } from '../row-forms.ts';
import type { Route, RouteCall } from '../route.ts';

export const directoryRoutes: readonly Route[] = [
  { verb: 'GET', path: 'status_lead', answer: ({ account }) => list('records', account.statuses.map(tellStatus)) },
  { verb: 'GET', path: 'manager', answer: ({ account }) => list('users', account.managers.map(tellManager)) },
  { verb: 'GET', path: 'source', answer: ({ account }) => list('records', account.sources) },
  { verb: 'POST', path: 'source/create', answer: createSource },
];

function tellStatus(status: StatusRow): Record<string, unknown> {
  return {
    ...status,
    id: mixedId(status.id),
    name: withEntities(status.name),
    is_archive: mixedId(status.is_archive, status.id % 2 === 0 ? 1 : 0),
  };
}

function tellManager(manager: ManagerRow): Record<string, unknown> {
  return { ...manager, u_id: mixedId(manager.u_id, 1), active: String(manager.active) };
}

function createSource({ account, fields }: RouteCall): Answer {
  const { rs_name } = readParameters(z.object({ rs_name: text.pipe(z.string().min(1)) }), fields);
  return created(sourceIdOf(account, rs_name) ?? 0);
}

/** The id of a source by its text; a text that is new becomes a source, as `lead/create` does it. */
export function sourceIdOf(account: Account, name: string): number | null {
  if (name === '') return null;
  const known = account.sources.find((source) => source.rs_name === name);
  if (known !== undefined) return known.rs_id;
  const added = { rs_id: nextId(account.sources, (source) => source.rs_id), rs_name: name };
  account.sources.push(added);
  return added.rs_id;
}
