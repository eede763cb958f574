import { createHash } from 'node:crypto';

/** A JSON object as a PBX posts it. */
export type EventBody = Readonly<Record<string, unknown>>;

/** Deeper bodies are no events, and a parser's stack is no place to find that out. */
const MAX_DEPTH = 10;

/** The body without its `Token`, which is never stored. */
export function withoutToken(body: EventBody): EventBody {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'Token'));
}

/** SHA-256 over the body with its keys in order: the same event sent again has the same identity. */
export function bodyHash(body: EventBody): Buffer {
  return createHash('sha256').update(canonical(body)).digest();
}

/** Is the body nested deeper than any event is? Costs no deeper a walk than allowed. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth >= MAX_DEPTH || Object.values(value).some((inner) => isTooDeep(inner, depth + 1));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
