import { isRecord } from '../../../../../domain/is-record.ts';
import { changedKeys } from '../../../../../domain/settings/changed-keys.ts';

/**
 * What two made of one thing, together: each field as whoever changed it left it; where both did, as `mine` has it. A list is one
 * field.
 */
export function merged<T>(before: T, mine: T, theirs: T): T;
export function merged(before: unknown, mine: unknown, theirs: unknown): unknown {
  if (changedKeys(before, mine).length === 0) return theirs;
  if (!isRecord(before) || !isRecord(mine) || !isRecord(theirs)) return mine;
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return Object.fromEntries(keys.map((key) => [key, merged(before[key], mine[key], theirs[key])]));
}
