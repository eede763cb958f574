import { performance } from 'node:perf_hooks';

import got from 'got';

import type { CallOptions, ReceivedAnswer } from './access.ts';
import type { Connections } from './connection.ts';
import { depart } from './departure.ts';
import type { Turn } from './limiter.ts';
import type { RequestBody } from './parameters.ts';

/** How one request went: an answer, or what stopped it and whether it had left by then. `leftAt`: epoch ms. */
export type Exchange =
  | ({ kind: 'answered'; durationMs: number; leftAt: number | undefined } & ReceivedAnswer)
  | { kind: 'failed'; left: boolean; code: string; durationMs: number | undefined; leftAt: number | undefined };

interface ExchangeOptions {
  url: URL;
  body: RequestBody | undefined;
  turn: Turn;
  connections: Connections;
  options: CallOptions;
}

const TIMEOUT_MS = 10_000;
/** A hundred leads are some hundred kilobytes; what is far beyond is not U-ON's answer. */
const MAX_ANSWER_BYTES = 10_000_000;

/** Sends once, in its turn. Never throws what the HTTP library throws: its errors hold the URL, and so the key. */
export async function exchange({ url, body, turn, connections, options }: ExchangeOptions): Promise<Exchange> {
  const { signal } = options;
  const abort = new AbortController();
  let sentAt: number | undefined;
  let leftAt: number | undefined;
  let stoppedBy: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stop = (code: string): void => {
    stoppedBy ??= code;
    abort.abort();
  };
  const onAbort = (): void => stop('ABORT_ERR');
  const left = (): void => {
    sentAt = performance.now();
    leftAt = Date.now();
    timer = setTimeout(() => stop('ETIMEDOUT'), options.timeoutMs ?? TIMEOUT_MS);
    signal?.addEventListener('abort', onAbort, { once: true });
    options.onSend?.();
  };
  const durationMs = (): number | undefined => (sentAt === undefined ? undefined : performance.now() - sentAt);

  try {
    const response = got(url, {
      method: body ? 'POST' : 'GET',
      headers: { accept: 'application/json', ...(body && { 'content-type': body.contentType }) },
      ...(body && { body: body.text }),
      request: async (to, native) => {
        const open = () => connections.open(to, native, signal);
        const request = await depart({ turn, signal, open, mayLeave: options.mayLeave });
        left();
        request.once('finish', () => turn.sent());
        return request;
      },
      signal: abort.signal,
      retry: { limit: 0 },
      throwHttpErrors: false,
      followRedirect: false,
      // So that the bytes counted below are those kept.
      decompress: false,
      responseType: 'text',
    });
    void response.on('downloadProgress', ({ transferred }) => {
      if (transferred > MAX_ANSWER_BYTES) stop('ERR_TOO_LARGE');
    });
    const { statusCode: status, body: text, headers } = await response;
    return { kind: 'answered', status, text, headers, durationMs: durationMs() ?? 0, leftAt };
  } catch (error) {
    return {
      kind: 'failed',
      left: sentAt !== undefined,
      code: stoppedBy ?? codeOf(error),
      durationMs: durationMs(),
      leftAt,
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    await turn.end();
  }
}

/** The network's word for it, and nothing else of the error. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,50}$/.test(code) ? code : 'ERR_UNKNOWN';
}
