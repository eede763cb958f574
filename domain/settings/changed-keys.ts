import { isRecord } from '../is-record.ts';

/**
 * Names of the keys in which two settings, as JSON has them, differ (`lines`, `uon.links.client`), sorted; a list counts as one
 * key. Holds no value of either.
 */
export function changedKeys(before: unknown, after: unknown): string[] {
  return differing(before, after, '');
}

function differing(before: unknown, after: unknown, path: string): string[] {
  if (!isRecord(before) || !isRecord(after)) return isSame(before, after) ? [] : [path];
  return keysOf(before, after).flatMap((key) =>
    differing(before[key], after[key], path === '' ? key : `${path}.${key}`),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  if (isRecord(one) && isRecord(other)) return keysOf(one, other).every((key) => isSame(one[key], other[key]));
  return one === other;
}

function keysOf(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
}
