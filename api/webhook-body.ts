import { isTooDeep } from '../intake/body-identity.ts';
import { isRecord } from '../domain/is-record.ts';
import { webhookFields, type WebhookFields } from '../domain/webhooks/fields.ts';
import { Problem } from './problem.ts';

/** A single JSON value is none of a form's names either. */
const JSON_TEXT = /^(?:[[{"]|(?:null|true|false|-?\d[\d.eE+-]*)$)/;

/** More names than any webhook has. */
const MOST_FIELDS = 2_000;

/** A body as it came: its text, and what it calls itself. */
export interface WebhookBody {
  readonly text: unknown;
  readonly type: string;
}

/**
 * The fields of a webhook from its body, JSON or a form whatever it calls itself (but for multipart, which must say so), and
 * the query: the body counts before it.
 *
 * @throws Problem 400 where the body can't be read
 */
export async function fieldsOf(body: WebhookBody, query: string): Promise<WebhookFields> {
  const sources = [await bodyFields(body), formFields(query)];
  if (sources.some((source) => Object.keys(source).length > MOST_FIELDS)) throw broken('has too many fields');
  return webhookFields(...sources);
}

async function bodyFields({ text: body, type }: WebhookBody): Promise<Readonly<Record<string, unknown>>> {
  const text = typeof body === 'string' ? body.trim() : '';
  if (text === '') return {};
  if (/^multipart\/form-data/i.test(type)) return multipartFields(String(body), type);
  if (JSON_TEXT.test(text)) return jsonFields(text);
  if (NO_FORM.test(text)) throw broken('is neither JSON nor a form');
  return formFields(text);
}

/** Anything can be read as a form; but what begins as XML, and characters that a form writes in another way, were none. */
const NO_FORM = /^<|\p{Cc}/u;

/** As PHP writes it where it is given a list of fields. Files are left out. */
async function multipartFields(text: string, type: string): Promise<Readonly<Record<string, string>>> {
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- meant for large uploads; a webhook has 256 KB at most
    const form = await new Response(text, { headers: { 'Content-Type': type } }).formData();
    const fields = [...form].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    return firstGiven(fields);
  } catch {
    throw broken('is no form of several parts');
  }
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

function formFields(text: string): Readonly<Record<string, string>> {
  if (!isUtf8(text)) throw broken('must be written in UTF-8');
  return firstGiven([...new URLSearchParams(text)]);
}

/** What stands twice counts as first given. */
function firstGiven(fields: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.toReversed());
}

/** Do the bytes that a form writes as %D0%98 make characters? */
function isUtf8(text: string): boolean {
  try {
    for (const [bytes] of text.matchAll(/(?:%[\da-f]{2})+/gi)) decodeURIComponent(bytes);
    return true;
  } catch {
    return false;
  }
}

function broken(message: string): Problem {
  return new Problem(400, 'The webhook can not be read', { errors: [{ field: 'body', message }] });
}
