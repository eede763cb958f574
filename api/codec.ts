import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { codecToken } from '../platform/codec-token.ts';
import { PayloadCodecError, type PayloadCipher } from '../platform/payload-codec.ts';
import { isSameSecret, requireAllEnterprises } from './bearer.ts';
import {
  codecBody,
  CODEC_LIMIT_BYTES,
  decodeByAddress,
  decodeBySession,
  decodeByToken,
  type Decoded,
} from './codec-operations.ts';
import { expressPath, serve, type Operation } from './openapi/operation.ts';
import { Problem } from './problem.ts';

export interface CodecDeps {
  readonly decrypt: PayloadCipher['decrypt'];
  /** Lets pass who has a service token. */
  readonly authenticate: RequestHandler;
  /** Lets pass who is logged in to the administration page and may read payloads. */
  readonly session: RequestHandler;
  /** The token in the URL is derived from it. */
  readonly serviceToken: string | undefined;
  /** Origins of the Temporal Web UI: pages from elsewhere may not ask. */
  readonly origins: readonly string[];
}

/**
 * `POST /codec/decode` (as bearer a service token for all enterprises), `POST /codec/session/decode` (for the Temporal Web UI in the browser of
 * who is logged in) and `POST /codec/{token}/decode` (for a Web UI that anybody who reaches it may read by): decrypts payloads in Temporal's JSON form. Encrypting is not offered: nobody need start workflows of ours by hand.
 */
export function codecRouter(deps: CodecDeps): Router {
  const router = Router();
  const ways: [way: Operation, ...authenticate: RequestHandler[]][] = [
    // A payload does not say whose it is.
    [decodeByToken, deps.authenticate, requireAllEnterprises],
    // Before the next one, to which `session` would be a token.
    [decodeBySession, deps.session],
    [decodeByAddress, requireUrlToken(deps.serviceToken)],
  ];
  for (const [way, ...authenticate] of ways) {
    router.options(expressPath(way.path), sameOrigins(deps.origins), preflight);
    // Who may not ask is told so before the body is read.
    serve(
      router,
      way,
      sameOrigins(deps.origins),
      ...authenticate,
      express.json({ limit: CODEC_LIMIT_BYTES }),
      (request, response) => decode(deps, request, response),
    );
  }
  return router;
}

function decode({ decrypt }: CodecDeps, request: Request, response: Response): void {
  const parsed = codecBody.safeParse(request.body);
  if (!parsed.success)
    throw new Problem(400, 'The body must be {"payloads": [...]} as Temporal writes payloads in JSON');
  try {
    const payloads = parsed.data.payloads.map(({ metadata, data }) =>
      toJson(decrypt({ metadata: metadata ?? {}, data: data ?? null })),
    );
    const answer: Decoded = { payloads };
    response.set('Cache-Control', 'no-store').json(answer);
  } catch (error) {
    if (!(error instanceof PayloadCodecError)) throw error;
    throw new Problem(422, error.message);
  }
}

function toJson({ metadata, data }: ReturnType<PayloadCipher['decrypt']>) {
  return {
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, bytes]) => [name, inBase64(bytes)])),
    ...(data ? { data: inBase64(data) } : {}),
  };
}

function inBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** A browser names the page's origin; tools name none. */
function sameOrigins(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    const origin = request.get('Origin');
    response.vary('Origin');
    if (origin === undefined) return next();
    if (!origins.includes(origin))
      throw new Problem(403, 'Only the Temporal Web UI of TEMPORAL_UI_URL may ask from a page');
    response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' });
    next();
  };
}

function preflight(_request: Request, response: Response): void {
  response
    .set({
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': 'Content-Type, X-Namespace, Authorization',
      'Access-Control-Max-Age': '600',
    })
    .sendStatus(204);
}

function requireUrlToken(serviceToken: string | undefined): RequestHandler {
  const expected = serviceToken === undefined ? undefined : codecToken(serviceToken);
  return (request, _response, next) => {
    const given = String(request.params['token']);
    // From here on nothing that looks at the request's path, a log say, sees the token.
    request.url = '/codec/decode';
    if (expected !== undefined && isSameSecret(given, expected)) return next();
    throw new Problem(401, 'The token in the URL is not that of the codec endpoint');
  };
}

const LOOPBACK = ['localhost', '127.0.0.1'];

/** The origins of the Web UI at an address; on this machine under both of its names. */
export function webUiOrigins(uiUrl: string | undefined): string[] {
  if (uiUrl === undefined) return [];
  const { origin, hostname, protocol, port } = new URL(uiUrl);
  return LOOPBACK.includes(hostname) ? LOOPBACK.map((name) => `${protocol}//${name}${port && `:${port}`}`) : [origin];
}
