/** One field of what was sent, and what is wrong with it, as the API says it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What the API refused, or that it did not answer (status 0). */
export class AskError extends Error {
  override readonly name = 'AskError';
  readonly status: number;
  /** What is wrong and what to do, in the API's own words. */
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[];
  /** Seconds after which it may be asked again. */
  readonly retryAfterS: number | undefined;

  constructor(status: number, problem: Partial<Pick<AskError, 'detail' | 'errors' | 'retryAfterS'>> = {}) {
    super(`The API answered ${status}`);
    this.status = status;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.retryAfterS = problem.retryAfterS;
  }
}

/** An answer, and the edition of what it tells of: who changes that sends it back, so that nobody overwrites another's change. */
export interface Edition<T> {
  readonly value: T;
  readonly etag: string;
}

/**
 * Asks the API that served this page. That an answer is of the type is the API's word: it checks what it is asked, and its tests
 * hold its answers to the same schemas. @throws AskError
 */
export async function ask<T = void>(
  method: string,
  path: string,
  body?: unknown,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<T> {
  return contentOf<T>(await sent(method, path, body, {}, signal));
}

/** As `ask`, of an answer that is read as it comes. @throws AskError */
export async function askStream(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const answer = await sent('GET', path, undefined, {}, signal);
  return answer.ok && answer.body ? answer.body : contentOf(answer);
}

/** As `ask`, of what has editions. With `etag` the change is refused (412) where another was made meanwhile. @throws AskError */
export async function askEdition<T>(
  method: string,
  path: string,
  { body, etag }: { readonly body?: unknown; readonly etag?: string } = {},
): Promise<Edition<T>> {
  const answer = await sent(method, path, body, etag === undefined ? {} : { 'If-Match': etag });
  return { value: await contentOf<T>(answer), etag: answer.headers.get('ETag') ?? '' };
}

async function contentOf<T>(answer: Response): Promise<T> {
  const content: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  if (answer.ok) return content as T;
  const retryAfterS = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  throw new AskError(answer.status, {
    ...problemOf(content),
    ...(Number.isFinite(retryAfterS) && { retryAfterS }),
  });
}

/** What a problem+json says; a proxy's answer says nothing of it. */
function problemOf(content: unknown): Pick<AskError, 'detail' | 'errors'> {
  const { detail, errors }: { detail?: unknown; errors?: unknown } =
    typeof content === 'object' && content !== null ? content : {};
  return {
    detail: typeof detail === 'string' ? detail : undefined,
    errors: Array.isArray(errors) ? errors.filter(isFieldError) : [],
  };
}

function isFieldError(value: unknown): value is FieldError {
  return typeof value === 'object' && value !== null && 'field' in value && 'message' in value;
}

async function sent(
  method: string,
  path: string,
  body: unknown,
  more: Record<string, string>,
  signal?: AbortSignal,
): Promise<Response> {
  const json = body !== undefined && { body: JSON.stringify(body) };
  const headers = { ...more, ...(json && { 'Content-Type': 'application/json' }) };
  try {
    return await fetch(`/api/admin${path}`, { method, headers, ...json, ...(signal && { signal }) });
  } catch (error) {
    // Whoever asked wants no answer any more.
    if (signal?.aborted) throw error;
    throw new AskError(0);
  }
}

/** A refusal stays one; what is away comes back. */
export function isWorthRepeating(failures: number, error: Error): boolean {
  return failures < 3 && error instanceof AskError && (error.status === 0 || error.status === 503);
}
