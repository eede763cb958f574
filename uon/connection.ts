import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Connections that are kept for the next request; `close` drops them. */
export interface Connections {
  /**
   * A request on a connection that stands, with nothing sent yet. It fails like the network does, with a `code`, and
   * must be ended or destroyed by the caller.
   */
  open(url: URL, options: RequestOptions, signal?: AbortSignal): Promise<ClientRequest>;
  close(): void;
}

const CONNECT_TIMEOUT_MS = 5000;
/**
 * Servers close what is idle without a word, and a request that meets the closing is lost in a way nobody can judge.
 * Most keep it for a minute or more; what they promise by a Keep-Alive header Node heeds by itself.
 */
const IDLE_MS = 15_000;

export function createConnections(): Connections {
  const options = { keepAlive: true, keepAliveMsecs: 5000, timeout: IDLE_MS, scheduling: 'lifo' as const };
  const http = new HttpAgent(options);
  const https = new HttpsAgent(options);
  return {
    open: async (url, requestOptions, signal) => {
      const secure = url.protocol === 'https:';
      const request = secure
        ? httpsRequest(url, { ...requestOptions, agent: https })
        : httpRequest(url, { ...requestOptions, agent: http });
      await connected(request, signal);
      return request;
    },
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
}

function connected(request: ClientRequest, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => request.destroy(new ConnectError('ETIMEDOUT')), CONNECT_TIMEOUT_MS);
    const onAbort = (): void => void request.destroy(new ConnectError('ABORT_ERR'));
    const settle = (done: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      done();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    request.once('error', (error) => settle(() => reject(error)));
    request.once('socket', (socket: Socket) => {
      const ready = (): void => settle(resolve);
      if (request.reusedSocket) ready();
      else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', ready);
    });
  });
}

class ConnectError extends Error {
  readonly code: string;

  constructor(code: string) {
    super('No connection');
    this.code = code;
  }
}
