import { isTooDeep } from '../intake/body-identity.ts';
import { isRecord } from '../domain/is-record.ts';
import { webhookFields, type WebhookFields } from '../domain/webhooks/fields.ts';
import { Problem } from './problem.ts';

/** A single JSON value is none of a form's names either. */
const JSON_TEXT = /^(?:[[{"]|(?:null|true|false|-?\d[\d.eE+-]*)$)/;

/** More names than any webhook has. */
const MOST_FIELDS = 2_000;

/**
 * The fields of a webhook from its body, JSON or a form whatever it calls itself, and the query: the body counts before it.
 *
 * @throws Problem 400 where the body can't be read
 */
export function fieldsOf(body: unknown, query: string): WebhookFields {
  const text = typeof body === 'string' ? body.trim() : '';
  const sources = [text === '' ? {} : JSON_TEXT.test(text) ? jsonFields(text) : formFields(text), formFields(query)];
  if (sources.some((source) => Object.keys(source).length > MOST_FIELDS)) throw broken('has too many fields');
  return webhookFields(...sources);
}

function jsonFields(text: string): Readonly<Record<string, unknown>> {
  const parsed = parsedJson(text);
  if (!isRecord(parsed)) throw broken('must be a JSON object or a form');
  if (isTooDeep(parsed)) throw broken('is nested too deep');
  return parsed;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken('is no JSON');
  }
}

/** What stands twice counts as first given. */
function formFields(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...new URLSearchParams(text)].toReversed());
}

function broken(message: string): Problem {
  return new Problem(400, 'The webhook can not be read', { errors: [{ field: 'body', message }] });
}
