/** What a field may be made into: of every type, empty, too long, with characters that nothing takes. */
const WRONG: readonly unknown[] = [
  null,
  true,
  '',
  'a\u0000b',
  'x'.repeat(5_000),
  -1,
  1.5,
  1e300,
  [],
  [[]],
  {},
  { a: 1 },
];

/** The value with one thing changed: each field missing, each of a wrong kind, one too many; also whole values of wrong kinds. */
export function broken(value: unknown): unknown[] {
  return [...WRONG, ...changedInside(value)];
}

function changedInside(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => broken(one).map((other) => value.with(at, other)));
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const { [name]: _, ...without } = value as Record<string, unknown>;
    return [without, ...broken(inner).map((other) => ({ ...value, [name]: other }))];
  });
  return [...fields, { ...value, 'no such field': 1 }];
}
