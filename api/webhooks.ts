import express, { Router, type Request, type RequestHandler } from 'express';
import type { Enterprise } from '../domain/enterprise.ts';
import type { WebhookFields } from '../domain/webhooks/fields.ts';
import { addresseeIn, agrees } from '../domain/webhooks/sender.ts';
import { accountOf, type WebhookKind } from '../domain/webhooks/webhook.ts';
import type { AcceptedWebhook } from '../intake/accept-webhook.ts';
import type { Admission } from '../intake/admission.ts';
import type { BareDoor } from '../intake/bare-door.ts';
import { bodyWithin } from './body-limit.ts';
import { hidePath } from './input.ts';
import { serve } from './openapi/operation.ts';
import { Problem } from './problem.ts';
import { fieldsOf, type WebhookBody } from './webhook-body.ts';
import {
  byAddress,
  bySecret as secretOperations,
  WEBHOOK_LIMIT_BYTES,
  type WebhookTaken,
} from './webhooks-operations.ts';

export interface WebhooksDeps {
  /** Knows the enterprise by the secret in the address, and whether it may send now. */
  readonly admission: Admission<WebhookDoor>;
  /** The path that has no secret. */
  readonly bare: BareDoor;
  /** Makes the webhook durable. */
  readonly accept: (enterprise: Enterprise, fields: WebhookFields) => Promise<AcceptedWebhook>;
  /** Has a workflow work on it; must not fail. */
  readonly start: (webhook: NonNullable<AcceptedWebhook['toStart']>) => Promise<void>;
  readonly metrics: WebhookMetrics;
}

/** Whose address it is. */
export interface WebhookDoor {
  readonly enterprise: string;
  readonly settings: Enterprise;
}

/** Told of each webhook. Must not throw. */
export interface WebhookMetrics {
  accepted(kind: WebhookKind, isRepeat: boolean, enterprise: string): void;
  /** `enterprise`: null where the secret is none of ours, or there was none. */
  refused(status: number | 'aborted', enterprise: string | null): void;
}

/** `GET|POST /uon/webhook[/{secret}]`: `{"ok":true}` once the webhook is durable, never before. */
export function webhooksRouter(deps: WebhooksDeps): Router {
  const router = Router();
  const text = bodyWithin(WEBHOOK_LIMIT_BYTES, express.text({ limit: WEBHOOK_LIMIT_BYTES, type: () => true }));
  const take = async (enterprise: Enterprise, fields: WebhookFields): Promise<WebhookTaken> => {
    const { kind, isRepeat, toStart } = await deps.accept(enterprise, fields);
    deps.metrics.accepted(kind, isRepeat, enterprise.number);
    if (toStart) void deps.start(toStart);
    return { ok: true };
  };

  router.use('/uon/webhook', countRefusals(deps.metrics), refuseHead);
  const bySecret: RequestHandler = async (request, response) => {
    const door: unknown = response.locals['door'];
    if (!isDoor(door)) throw new Error('the door was not looked at');
    const fields = await fieldsOf(bodyOf(request), queryOf(request));
    if (!agrees(addresseeIn(door.settings), accountOf(fields))) throw foreign('The account is not that of the address');
    response.json(await take(door.settings, fields));
  };
  const mayTry: RequestHandler = (request, _response, next) => {
    deps.bare.mayTry(request.ip ?? '');
    next();
  };
  const bare: RequestHandler = async (request, response) => {
    const fields = await fieldsOf(bodyOf(request), queryOf(request));
    const enterprise = await deps.bare.enterpriseOf(request.ip ?? '', fields);
    if (!enterprise) throw foreign('Neither the sender (webhook_ips) nor a secret says whose webhook it is');
    response.json(await take(enterprise, fields));
  };
  for (const operation of byAddress) serve(router, operation, mayTry, text, bare);
  for (const operation of secretOperations)
    serve(router, operation, hidePath('/uon/webhook'), admit(deps), text, bySecret);
  return router;
}

/** Who has a wrong secret is told so before the body is looked at. */
function admit({ admission }: WebhooksDeps): RequestHandler {
  return async (request, response, next) => {
    const { secret } = request.params;
    const door = typeof secret === 'string' ? await admission.admit(secret, request.ip ?? '') : null;
    if (!door) throw new Problem(401, 'The address of the webhook has a secret that is none of ours');
    if (!door.settings.uon.enabled) throw foreign('U-ON is switched off for this enterprise');
    response.locals['door'] = door;
    next();
  };
}

function foreign(detail: string): Problem {
  return new Problem(403, detail);
}

function bodyOf(request: Request): WebhookBody {
  return { text: request.body, type: request.get('Content-Type') ?? '' };
}

function queryOf(request: Request): string {
  const from = request.originalUrl.indexOf('?');
  return from === -1 ? '' : request.originalUrl.slice(from + 1);
}

function countRefusals(metrics: WebhookMetrics): RequestHandler {
  return (_request, response, next) => {
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 'aborted';
      const door: unknown = response.locals['door'];
      if (status !== 200) metrics.refused(status, isDoor(door) ? door.enterprise : null);
    });
    next();
  };
}

/** A GET does something here; whoever only looks must not do it. */
const refuseHead: RequestHandler = (request, response, next) => {
  if (request.method !== 'HEAD') return next();
  response.set('Allow', 'GET, POST');
  throw new Problem(405, 'Webhooks come by GET or POST');
};

function isDoor(value: unknown): value is WebhookDoor {
  return typeof value === 'object' && value !== null && 'settings' in value;
}
