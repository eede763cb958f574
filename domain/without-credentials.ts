import { isRecord } from './is-record.ts';

/** `http://user:password@host/` anywhere in a text: what stands between `//` and `@`. */
const CREDENTIALS = /\b(https?:\/\/)[^\s/?#"'<>]+@/gi;

/** A text without names and passwords in its addresses: who may read where something lies may not yet log in there. */
export function withoutCredentials(text: string): string {
  return text.replace(CREDENTIALS, '$1');
}

/** The same for all texts of a value as JSON has it. */
export function allWithoutCredentials(value: unknown): unknown {
  if (typeof value === 'string') return withoutCredentials(value);
  if (Array.isArray(value)) return value.map(allWithoutCredentials);
  return isRecord(value) ? fieldsWithoutCredentials(value) : value;
}

export function fieldsWithoutCredentials(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, allWithoutCredentials(value)]));
}
