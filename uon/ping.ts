import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

import type { PING_FAILURES } from '../domain/uon-check.ts';
import { createConnections } from './connection.ts';
import { UonError } from './errors.ts';
import { baseUrl } from './request-url.ts';

/** What was there, or how far it came. `certificateUntil`: ISO 8601, null without TLS. */
export type Ping =
  | {
      readonly kind: 'answered';
      readonly host: string;
      readonly httpStatus: number;
      readonly certificateUntil: string | null;
    }
  | {
      readonly kind: 'failed';
      readonly code: PingFailure;
      readonly host: string | null;
      readonly network: string | null;
    };

type PingFailure = Exclude<(typeof PING_FAILURES)[number], 'not-done'>;

/**
 * Does anything answer at the address of the API? On a new connection, without a key, so it is no request of an account; any
 * HTTP status will do. Never throws.
 */
export async function pingUon(apiUrl: string, withinMs: number): Promise<Ping> {
  const signal = AbortSignal.timeout(withinMs);
  const connections = createConnections();
  let url: URL;
  try {
    url = baseUrl(apiUrl);
  } catch (error) {
    if (!(error instanceof UonError)) throw error;
    return { kind: 'failed', code: 'address-refused', host: null, network: null };
  }
  let isConnected = false;
  try {
    const request = await connections.open(url, { method: 'GET', headers: { accept: 'application/json' } }, signal);
    isConnected = true;
    const certificateUntil = certificateOf(request);
    const httpStatus = await statusOf(request, signal);
    return { kind: 'answered', host: url.host, httpStatus, certificateUntil };
  } catch (error) {
    const network = signal.aborted ? 'ETIMEDOUT' : codeOf(error);
    return { kind: 'failed', code: failureOf(network, isConnected), host: url.host, network };
  } finally {
    connections.close();
  }
}

async function statusOf(request: ClientRequest, signal: AbortSignal): Promise<number> {
  try {
    // What is given up says so once more.
    request.on('error', () => undefined);
    let status = 0;
    request.once('response', ({ statusCode = 0 }: IncomingMessage) => void (status = statusCode));
    const answered = once(request, 'response', { signal });
    request.end();
    await answered;
    return status;
  } finally {
    request.destroy();
  }
}

function certificateOf({ socket }: ClientRequest): string | null {
  if (!(socket instanceof TLSSocket)) return null;
  const until = Date.parse(socket.getPeerCertificate().valid_to);
  return Number.isNaN(until) ? null : new Date(until).toISOString();
}

const DROPPED = new Set(['ECONNRESET', 'EPIPE']);

/** What the network's word means for who set the address. */
export function failureOf(network: string, isConnected: boolean): PingFailure {
  if (DROPPED.has(network)) return 'connection-dropped';
  if (isConnected) return 'no-answer';
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(network)) return 'name-unknown';
  return /CERT|TLS|SSL|EPROTO|UNABLE_TO|SELF_SIGNED|ISSUER/.test(network) ? 'tls-failed' : 'not-reached';
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,50}$/.test(code) ? code : 'ERR_UNKNOWN';
}
