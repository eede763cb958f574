import type { Request, Response } from 'express';
import { Problem } from './problem.ts';

/**
 * Reads `If-Match` and `If-None-Match: *` (RFC 9110, 13.1): so that two who change one thing at once don't overwrite each other.
 * Neither is asked for.
 *
 * @returns what refuses the edition that stands (null: nothing does) with 412
 */
export function preconditionOf(request: Request): (edition: string | null) => void {
  const match = request.get('If-Match');
  const noneMatch = request.get('If-None-Match');
  return (edition) => {
    const tag = edition === null ? null : tagOf(edition);
    if (match !== undefined && !holds(match, tag)) throw changed('It was changed since you read it: read it again');
    if (noneMatch !== undefined && holds(noneMatch, tag)) throw changed('It is there already');
  };
}

/**
 * `preconditionOf` for a page whose users change one thing at once: `If-Match` must be there, and what it names.
 *
 * @throws Problem 428 without it; what comes back refuses with 412, and with 404 where there is nothing
 */
export function neededPreconditionOf(request: Request, unknown: () => Problem): (edition: string | null) => void {
  if (request.get('If-Match') === undefined)
    throw new Problem(428, 'Send `If-Match` with the `ETag` that was read, so that nobody’s change is lost');
  const check = preconditionOf(request);
  return (edition) => {
    if (edition === null) throw unknown();
    check(edition);
  };
}

/**
 * Answers JSON with the edition as its ETag. Never 304: what is told beside the edition changes by itself, which Express does
 * not know.
 */
export function answerEdition(response: Response, status: 200 | 201, edition: string, body: object): void {
  response
    .status(status)
    .set({ ETag: tagOf(edition), 'Cache-Control': 'no-store', 'Content-Type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(body));
}

function holds(field: string, tag: string | null): boolean {
  const tags = field.split(',').map((text) => text.trim());
  return tag !== null && (tags.includes('*') || tags.includes(tag));
}

function tagOf(edition: string): string {
  return `"${edition}"`;
}

function changed(detail: string): Problem {
  return new Problem(412, detail);
}
