import { storableText } from '../foreign-text.ts';
import { isRecord } from '../is-record.ts';

/** The fields of a webhook by U-ON's names in Latin letters, brackets and JSON within text opened: `client` is an object. */
export type WebhookFields = Readonly<Record<string, unknown>>;

/** U-ON may write these in Russian; whatever the letters' case. */
const RUSSIAN: Readonly<Record<string, string>> = {
  метод: 'method',
  'id пользователя': 'user_id',
  телефон: 'phone',
  клиент: 'client',
};

/**
 * Reads what came as JSON, as a form or in a query into one shape: Russian names become English ones, `client[u_id]` an
 * object `client`, and a client that is JSON within text is opened. What stands twice counts as first given. Characters that
 * PostgreSQL does not take are left out. Must not be nested deeper than a stack is.
 */
export function webhookFields(...sources: readonly Readonly<Record<string, unknown>>[]): WebhookFields {
  const fields = new Map<string, unknown>();
  for (const [name, raw] of sources.flatMap((source) => Object.entries(source))) {
    const value = storable(raw);
    const bracket = /^([^[\]]+)\[([^[\]]+)\]$/.exec(name.trim());
    const key = latin(bracket?.[1] ?? name);
    if (bracket?.[2] !== undefined) put(fields, key, storableText(bracket[2]).trim(), value);
    else if (!fields.has(key)) fields.set(key, opened(key, value));
  }
  return Object.fromEntries(fields);
}

/** A text or number as text; null for what is neither, or empty. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  return value.trim() || null;
}

/** A U-ON id; null for `0`, which means none, and for what is no id. */
export function idOf(value: unknown): string | null {
  const text = textOf(value);
  return text !== null && /^[1-9]\d{0,17}$/.test(text) ? text : null;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), storable(inner)]));
}

function latin(name: string): string {
  const key = storableText(name).trim();
  return RUSSIAN[key.toLowerCase().replace(/\s+/g, ' ')] ?? key;
}

function put(fields: Map<string, unknown>, key: string, inner: string, value: unknown): void {
  const known = fields.get(key);
  const record = isRecord(known) ? known : {};
  if (!Object.hasOwn(record, inner)) fields.set(key, { ...record, [inner]: value });
}

/** `client` may be JSON within text. */
function opened(key: string, value: unknown): unknown {
  if (key !== 'client' || typeof value !== 'string' || !value.trim().startsWith('{')) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return isRecord(parsed) ? storable(parsed) : value;
  } catch {
    return value;
  }
}
