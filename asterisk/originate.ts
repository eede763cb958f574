import got, { RequestError, TimeoutError, type Delays } from 'got';
import { isAllowedHost } from '../domain/allowed-host.ts';

/** A call that a PBX is asked to place: it rings the extension, then dials the phone. */
export interface OriginateOrder {
  /** The enterprise's `originate_url`; may have a query of its own. */
  readonly url: string;
  readonly extension: string;
  readonly phoneE164: string;
  /** Sent as `clientId`. */
  readonly secret: string | null;
}

/**
 * `not-allowed`: the address is none of those that may be asked, nothing was sent. `not-sent`: no connection came about.
 * `refused`: the PBX said no. `unclear`: it may place the call.
 */
export type OriginateFailure = 'not-allowed' | 'not-sent' | 'refused' | 'unclear';

/** Holds neither address, phone nor secret. */
export class OriginateError extends Error {
  override readonly name = 'OriginateError';
  readonly kind: OriginateFailure;

  constructor(kind: OriginateFailure, reason: string) {
    super(`originate: ${reason}`);
    this.kind = kind;
  }
}

export interface OriginateOptions {
  /** Hosts, in lower case, with or without a port, that may be asked; IPv6 in brackets. */
  readonly allowedHosts: readonly string[];
  /** For all of it; a PBX that has not answered by then may place the call. */
  readonly timeoutMs: number;
  /** For each step before anything is sent: the name, the connection, its encryption. */
  readonly connectMs: number;
}

/**
 * Asks the PBX by `GET {url}?code=&phone=&clientId=`, once. An address within our own network can be reached only if it is
 * allowed by name, and an answer that leads elsewhere is not followed.
 *
 * @throws OriginateError
 */
export async function originate(
  order: OriginateOrder,
  { allowedHosts, timeoutMs, connectMs }: OriginateOptions,
): Promise<void> {
  const url = new URL(order.url);
  if (!isAllowedHost(url, allowedHosts)) throw new OriginateError('not-allowed', 'the host is not in ORIGINATE_ALLOW');
  url.searchParams.set('code', order.extension);
  url.searchParams.set('phone', order.phoneE164);
  if (order.secret !== null) url.searchParams.set('clientId', order.secret);
  const status = await statusOf(url, {
    lookup: connectMs,
    connect: connectMs,
    secureConnect: connectMs,
    request: timeoutMs,
  });
  if (status >= 500) throw new OriginateError('unclear', `the PBX answered ${status}`);
  if (status >= 300) throw new OriginateError('refused', `the PBX answered ${status}`);
}

async function statusOf(url: URL, timeout: Delays): Promise<number> {
  try {
    const { statusCode } = await got(url, {
      ...{ followRedirect: false, throwHttpErrors: false, retry: { limit: 0 }, timeout },
      headers: { 'user-agent': 'uon-telephony' },
    });
    return statusCode;
  } catch (error) {
    // got's errors carry the address, and so the secret.
    if (!(error instanceof RequestError)) throw error;
    throw new OriginateError(hasNotLeft(error) ? 'not-sent' : 'unclear', error.code);
  }
}

/** Nothing was sent: there was no name, no way, or nobody there. */
const NO_CONNECTION: readonly string[] = [
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'],
];

function hasNotLeft(error: RequestError): boolean {
  // got tells such a timeout only where the step has a delay of its own.
  if (error instanceof TimeoutError) return ['lookup', 'connect', 'secureConnect'].includes(error.event);
  return NO_CONNECTION.includes(error.code);
}
