import type { RequestHandler, Response } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ServiceScope } from '../db/service-tokens.ts';
import { Problem } from './problem.ts';

export interface BearerDeps {
  /** SERVICE_TOKEN: may ask about all enterprises. */
  readonly serviceToken: string | undefined;
  /** What a stored token allows (`npm run token`); null for one that nobody has, or that was revoked. */
  readonly findToken: (token: string) => Promise<ServiceScope | null>;
}

const ALL: ServiceScope = { name: 'SERVICE_TOKEN', enterprises: null };

/**
 * Lets pass who has a service token (`Authorization: Bearer ...`): the environment's, compared in constant time, or a stored one,
 * found by its hash. What it allows is for `requireScope` to ask.
 */
export function requireServiceToken({ serviceToken, findToken }: BearerDeps): RequestHandler {
  return async (request, response, next) => {
    const given = /^Bearer (.+)$/i.exec(request.get('Authorization') ?? '')?.[1] ?? '';
    const scope = serviceToken !== undefined && isSameSecret(given, serviceToken) ? ALL : await findToken(given);
    if (scope) {
      response.locals['serviceScope'] = scope;
      return next();
    }
    response.set('WWW-Authenticate', 'Bearer');
    throw new Problem(401, 'A service token is needed: Authorization: Bearer ...');
  };
}

/** @throws Problem 403 where the token of this request was not made for the enterprise */
export function requireScope(response: Response, enterprise: string): void {
  const { enterprises } = scopeOf(response);
  if (enterprises === null || enterprises.includes(enterprise)) return;
  throw new Problem(403, 'This service token was not made for that enterprise (npm run token -- list)');
}

/** Lets pass, behind `requireServiceToken`, only tokens for all enterprises: where no enterprise is named. */
export const requireAllEnterprises: RequestHandler = (_request, response, next) => {
  if (scopeOf(response).enterprises === null) return next();
  throw new Problem(403, 'Only a service token for all enterprises is taken here (npm run token -- list)');
};

/** What the token of this request allows, once `requireServiceToken` has let it pass. */
export function scopeOf(response: Response): ServiceScope {
  const scope: unknown = response.locals['serviceScope'];
  if (!isScope(scope)) throw new Error('the service token was not looked at');
  return scope;
}

function isScope(value: unknown): value is ServiceScope {
  return typeof value === 'object' && value !== null && 'enterprises' in value;
}

/** Compares in constant time; the length tells nothing either. */
export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
