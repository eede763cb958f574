import type { Request, RequestHandler } from 'express';
import { Problem } from '../problem.ts';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses what a page of another origin has a browser send (CSRF), by what the browser itself says: `Sec-Fetch-Site`, which pages
 * can't set; where it sends none (plain http on another machine), the page's `Origin`. Who sends neither is no browser that would
 * add a cookie by itself. Beside it stands SameSite=Strict.
 */
export const ownPagesOnly: RequestHandler = (request, response, next) => {
  response.set('Cache-Control', 'no-store');
  if (READING.includes(request.method) || comesFromOwnPage(request)) return next();
  throw new Problem(403, 'Only pages of this installation may ask this');
};

function comesFromOwnPage(request: Request): boolean {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('Origin');
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host);
}
