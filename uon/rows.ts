/**
 * The rows of an answer, whatever form the list has: a bare array, an array under one of the `keys`, PHP's object with
 * numbers for names, a single row. `undefined` when nothing in it looks like rows.
 */
export function rowsOf(body: unknown, keys: readonly string[]): unknown[] | undefined {
  if (isList(body)) return body;
  if (!isObject(body)) return undefined;
  for (const key of keys) {
    if (!Object.hasOwn(body, key)) continue;
    const rows = asRows(body[key]);
    if (rows) return rows;
  }
  if (isNumbered(body)) return numbered(body);
  const lists = Object.values(body).filter(isList);
  if (lists.length === 1) return lists[0];
  // `{"result":200}` alone: done, and nothing to tell.
  return Object.keys(body).every((key) => key === 'result') && 'result' in body ? [] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Array.isArray` makes `any[]` of what is unknown. */
function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function asRows(value: unknown): unknown[] | undefined {
  if (isList(value)) return value;
  if (value === null || value === false || value === '') return [];
  if (!isObject(value)) return undefined;
  return isNumbered(value) ? numbered(value) : [value];
}

/** What PHP makes of a list with holes, `{"0": {...}, "2": {...}}`; an answer's own `result` may stand beside. */
function isNumbered(value: Record<string, unknown>): boolean {
  const names = Object.keys(value).filter((name) => name !== 'result');
  return names.length > 0 && names.every((name) => /^\d+$/.test(name));
}

function numbered(value: Record<string, unknown>): unknown[] {
  return Object.entries(value).flatMap(([name, row]) => (name === 'result' ? [] : [row]));
}
