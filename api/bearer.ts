import type { RequestHandler } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Problem } from './problem.ts';

/** Lets pass who has the service token (`Authorization: Bearer ...`), compared in constant time; without one, nobody. */
export function requireServiceToken(serviceToken: string | undefined): RequestHandler {
  return (request, response, next) => {
    const given = /^Bearer (.+)$/i.exec(request.get('Authorization') ?? '')?.[1] ?? '';
    if (serviceToken !== undefined && isSameSecret(given, serviceToken)) return next();
    response.set('WWW-Authenticate', 'Bearer');
    throw new Problem(401, 'A service token is needed: Authorization: Bearer ...');
  };
}

/** Compares in constant time; the length tells nothing either. */
export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
