import type { Request } from 'express';
import type { CallPlace, CallSearch } from '../../../db/call-search.ts';
import { daysBetween } from '../../../domain/journal-days.ts';
import { phoneWish } from '../../../domain/journal-phone.ts';
import { Problem } from '../../problem.ts';
import type { Journal, JournalOwner } from './deps.ts';
import type { CallFilters } from './filters.ts';
import { NO_ENTERPRISE } from '../enterprise-params.ts';

/** The enterprise of the path. @throws Problem 404 */
export async function ownerOf(journal: Pick<Journal, 'owner'>, request: Request): Promise<JournalOwner> {
  const owner = await journal.owner(String(request.params['number']));
  if (!owner) throw new Problem(404, NO_ENTERPRISE);
  return owner;
}

/** What the filters say of an enterprise's calls. @throws Problem 422 */
export function searchOf({ number, country, timezone }: JournalOwner, filters: CallFilters): CallSearch {
  const phone = filters.phone === undefined ? null : phoneWish(filters.phone, country);
  if (filters.phone !== undefined && phone === null) {
    const errors = [{ field: 'phone', message: 'must be a telephone number, or at least its last 4 digits' }];
    throw new Problem(422, 'Fields are wrong or missing', { errors });
  }
  return {
    enterprise: number,
    phone,
    managerId: filters.manager_id ?? null,
    extension: filters.extension ?? null,
    result: filters.result ?? null,
    direction: filters.direction ?? null,
    ...daysBetween(filters, timezone),
  };
}

/** A place as the page is told it, and brings it back. */
export function cursorOf({ openedUs, callId }: CallPlace): string {
  return `${openedUs}.${callId}`;
}

export function placeOf(cursor: string | undefined): CallPlace | null {
  if (cursor === undefined) return null;
  const dot = cursor.indexOf('.');
  return { openedUs: cursor.slice(0, dot), callId: cursor.slice(dot + 1) };
}
