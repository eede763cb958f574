import type { ErrorRequestHandler, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { TooManyError } from '../intake/too-many.ts';
import { TemporalAwayError } from '../intake/temporal-away.ts';
import { NoRoomError } from '../intake/waiting-room.ts';
import { isDatabaseAway } from '../db/away.ts';
import { seldom } from '../platform/seldom.ts';

/** What is answered to a request that is refused (RFC 9457). */
export const problemBody = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().meta({ description: 'The name of the status' }),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong, and what to do' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each field that is wrong or missing' }),
  })
  .meta({ id: 'Problem' });

type ProblemBody = z.output<typeof problemBody>;

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** A request that is refused: the status, and what the client should know of it (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly errors: readonly FieldProblem[];
  readonly retryAfterS: number | undefined;

  constructor(status: number, detail: string, more: { errors?: readonly FieldProblem[]; retryAfterS?: number } = {}) {
    super(detail);
    this.status = status;
    this.errors = more.errors ?? [];
    this.retryAfterS = more.retryAfterS;
  }
}

export interface ProblemLog {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

const AWAY_TOLD_EVERY_MS = 10_000;

/** Turns whatever a route throws into problem+json. What is not the client's fault is logged; nothing of it is shown. */
export function problemHandler(log: ProblemLog): ErrorRequestHandler {
  const tellAway = seldom(AWAY_TOLD_EVERY_MS, (leftOut, err: unknown, path: string) =>
    log.warn({ err, path, leftOut }, 'not available'),
  );
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    if (problem.status === 503) tellAway(error, request.path);
    else if (problem.status >= 500) log.error({ err: error, path: request.path }, 'request failed');
    sendProblem(response, problem);
  };
}

function sendProblem(response: Response, { status, message, errors, retryAfterS }: Problem): void {
  if (retryAfterS !== undefined) response.set('Retry-After', String(retryAfterS));
  const body: ProblemBody = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
  };
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** What is answered to an error, whatever it is. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TooManyError) return new Problem(429, error.message, { retryAfterS: error.retryAfterS });
  if (error instanceof NoRoomError)
    return new Problem(503, 'Too much is sent at once; send it again', { retryAfterS: 1 });
  if (error instanceof TemporalAwayError)
    return new Problem(503, 'Temporal can not be reached; send it again', { retryAfterS: 5 });
  const { type, status } = partsOf(error);
  if (type === 'entity.too.large') return tooLarge();
  if (type === 'entity.parse.failed') {
    return new Problem(400, 'The body is no JSON', { errors: [{ field: 'body', message: 'must be a JSON object' }] });
  }
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem(status, 'The request can not be read');
  if (isDatabaseAway(error))
    return new Problem(503, 'The database can not be reached; send it again', { retryAfterS: 1 });
  return new Problem(500, 'Something went wrong here; the log says what');
}

export function tooLarge(): Problem {
  return new Problem(413, 'The body is larger than any event is');
}

/** Errors of body-parser and node, by the marks that they carry. */
function partsOf(error: unknown): { type?: unknown; status?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}
