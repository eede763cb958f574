import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Check } from '../../api/openapi/checks.fixture.ts';
import type { Described } from './described.ts';
import type { Request } from './request.ts';

/** What zod says of a field where nobody gave it better words. */
const WORDS_OF_A_LIBRARY = /"message":"(?:Invalid|Too (?:small|big)|Unrecognized|expected)|received/;

/**
 * Sends a request and checks the answer against what the document says of the operation; gives back its status. Who is told to
 * come again later does.
 */
export async function judged(check: Check, described: Described, request: Request): Promise<number> {
  const { responses } = described;
  const { url, init } = request;
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const text = await textOf(answer);
  const asked = `${init.method} ${url} ${String(init.body ?? '').slice(0, 1_000)} -> ${answer.status} ${text.slice(0, 500)}`;
  const documented = responses[answer.status];
  expect(documented, `not documented: ${asked}`).toBeDefined();
  const type = answer.headers.get('Content-Type')?.replace(/;.*/, '') ?? '';
  const content = documented?.content;
  if (!content) {
    expect(text, asked).toBe('');
    return answer.status;
  }
  const said = content[type] ?? content['*/*'];
  expect(said, `${type} is not documented: ${asked}`).toBeDefined();
  const value: unknown = type.endsWith('json') ? JSON.parse(text) : text;
  expect(check(said?.schema ?? {}, value), asked).toEqual([]);
  if (type === 'application/problem+json') expect(text, asked).not.toMatch(WORDS_OF_A_LIBRARY);
  if (answer.status !== 429) return answer.status;
  await setTimeout(1_000 * Number(answer.headers.get('Retry-After')));
  return judged(check, described, request);
}

/** Of an answer that goes on and on, its beginning. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('Content-Type')?.startsWith('text/event-stream') || !answer.body) return answer.text();
  const reader = answer.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}
