/** What the API refused, or that it did not answer (status 0). */
export class AskError extends Error {
  override readonly name = 'AskError';
  readonly status: number;
  /** Seconds after which it may be asked again. */
  readonly retryAfterS: number | undefined;

  constructor(status: number, retryAfterS?: number) {
    super(`The API answered ${status}`);
    this.status = status;
    this.retryAfterS = retryAfterS;
  }
}

/**
 * Asks the API that served this page. That an answer is of the type is the API's word: it checks what it is asked, and its tests
 * hold its answers to the same schemas. @throws AskError
 */
export async function ask<T = void>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await sent(method, path, body);
  const content: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  if (answer.ok) return content as T;
  const retryAfterS = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  throw new AskError(answer.status, Number.isFinite(retryAfterS) ? retryAfterS : undefined);
}

async function sent(method: string, path: string, body: unknown): Promise<Response> {
  try {
    const json = { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    return await fetch(`/api/admin${path}`, { method, ...(body !== undefined && json) });
  } catch {
    throw new AskError(0);
  }
}

/** A refusal stays one; what is away comes back. */
export function isWorthRepeating(failures: number, error: Error): boolean {
  return failures < 3 && error instanceof AskError && (error.status === 0 || error.status === 503);
}
