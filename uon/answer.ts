import { UonError, type UonErrorKind } from './errors.ts';
import { redact } from '../domain/redact.ts';
import { isObject } from './rows.ts';

/** `empty` is U-ON's 404 for a list without rows or a row that is not there. */
export type Answer = { kind: 'ok'; body: unknown } | { kind: 'empty' };

/**
 * Judges an answer by HTTP status and, in a 2xx, by `result`.
 * @throws UonError for whatever is neither done nor empty
 */
export function readAnswer(received: { status: number; text: string }, method: string, apiKey: string): Answer {
  const { status } = received;
  const body = parseJson(received.text);
  const message = redact(messageOf(body) ?? '', apiKey);
  if (status === 404 && saysEmpty(body)) return { kind: 'empty' };
  if (status < 200 || status > 299) throw failed(status, method, message);
  if (body === undefined) throw new UonError('unclear', method, 'the answer is not JSON', { status });

  const result = resultOf(body);
  if (result === 200 || (result === undefined && message === '')) return { kind: 'ok', body };
  if (saysEmpty(body)) return { kind: 'empty' };
  throw failed(result ?? 400, method, message);
}

/** Why and how a request failed, by the status that says it. */
function failed(status: number, method: string, message: string): UonError {
  const kind = kindOf(status);
  return new UonError(kind, method, `${REASONS[kind]} (${status})${message && `: ${message}`}`, { status });
}

function kindOf(status: number): AnswerKind {
  if (status === 429) return 'rate-limited';
  if (status === 401 || status === 403) return 'key-refused';
  if (status >= 400 && status < 500 && status !== 408) return 'refused';
  // A result of its own that is no status of HTTP (0, an error's number) is U-ON's refusal; the rest says nothing of
  // what was done: 5xx, 408, a redirect.
  return status < 100 || status > 599 ? 'refused' : 'unclear';
}

type AnswerKind = Exclude<UonErrorKind, 'not-sent' | 'held-back' | 'paused' | 'busy'>;

const REASONS: Readonly<Record<AnswerKind, string>> = {
  'rate-limited': 'too many requests',
  unclear: 'failed',
  'key-refused': 'the key was refused',
  refused: 'refused',
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `result` as a number, -1 for one that is none; `undefined` when there is none, or it holds the data itself. */
function resultOf(body: unknown): number | undefined {
  if (!isObject(body) || body['result'] === undefined || typeof body['result'] === 'object') return undefined;
  const result = Number(body['result']);
  return Number.isInteger(result) ? result : -1;
}

function saysEmpty(body: unknown): boolean {
  return resultOf(body) === 404 && messageOf(body) === undefined;
}

function messageOf(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const { error } = body;
  const said = isObject(error) ? error['message'] : (error ?? body['message']);
  return typeof said === 'string' && said !== '' ? said : isObject(error) ? 'unknown error' : undefined;
}
