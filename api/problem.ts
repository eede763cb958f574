import type { ErrorRequestHandler, Response } from 'express';
import { STATUS_CODES } from 'node:http';

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

/** Turns whatever a route throws into problem+json. What is not the client's fault is logged; nothing of it is shown. */
export function problemHandler(log: ProblemLog): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = asProblem(error);
    if (problem.status === 503) log.warn({ err: error, path: request.path }, 'not available');
    else if (problem.status >= 500) log.error({ err: error, path: request.path }, 'request failed');
    sendProblem(response, problem);
  };
}

function sendProblem(response: Response, { status, message, errors, retryAfterS }: Problem): void {
  if (retryAfterS !== undefined) response.set('Retry-After', String(retryAfterS));
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[status] ?? 'Error',
        status,
        detail: message,
        ...(errors.length > 0 ? { errors } : {}),
      }),
    );
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { type, status, code } = partsOf(error);
  if (type === 'entity.too.large') return new Problem(413, 'The body is larger than any event is');
  if (type === 'entity.parse.failed') {
    return new Problem(400, 'The body is no JSON', { errors: [{ field: 'body', message: 'must be a JSON object' }] });
  }
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem(status, 'The request can not be read');
  if (isDatabaseAway(error, code))
    return new Problem(503, 'The database can not be reached; send it again', { retryAfterS: 1 });
  return new Problem(500, 'Something went wrong here; the log says what');
}

/** Errors of body-parser, node and pg, by the marks that they carry. */
function partsOf(error: unknown): { type?: unknown; status?: unknown; code?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}

/** Connection exceptions (class 08), shutdowns (57P0x), too many connections, and the network's own words. */
function isDatabaseAway(error: unknown, code: unknown): boolean {
  if (typeof code === 'string') return /^(08|57P0|53)|^E(CONN|PIPE|TIMEDOUT|AI_AGAIN|HOSTUNREACH)/.test(code);
  return (
    error instanceof Error && /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  );
}
