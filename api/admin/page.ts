import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { z } from 'zod';
import { serve, type Operation } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';

export interface AdminPageDeps {
  /** Where the built page lies (`admin/dist`). */
  readonly folder: string;
}

const about = { method: 'get', tag: 'Administration', access: 'anyone' } as const;

const readAdminPage: Operation = {
  ...{ ...about, path: '/', id: 'readAdminPage', summary: 'The administration page' },
  answers: { 200: { description: 'The page', schema: z.string(), type: 'text/html' } },
  problems: { 404: 'The page was not built' },
};
const readAdminPageFile: Operation = {
  ...{ ...about, path: '/assets/{asset}', id: 'readAdminPageFile', summary: 'A script or style of that page' },
  params: z.object({ asset: z.string() }),
  answers: { 200: { description: 'The file, whose name changes with what it holds', schema: z.string(), type: '*/*' } },
  problems: { 404: 'The page has no such file' },
};

export const adminPageOperations = [readAdminPage, readAdminPageFile];

/** In admin/index.html; the page's library needs to add styles, and shows by it that it may. */
const NONCE = '__STYLE_NONCE__';

/** Nothing from elsewhere is loaded, asked or shown around it. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** `GET /` and the files it names, as they were built when the process started. */
export function adminPageRouter({ folder }: AdminPageDeps): Router {
  const router = Router({ strict: true });
  const page = existsSync(join(folder, 'index.html')) ? readFileSync(join(folder, 'index.html'), 'utf8') : null;
  const assets = new Set(page === null ? [] : readdirSync(join(folder, 'assets')));
  serve(router, readAdminPage, (_request, response) => {
    if (page === null) throw new Problem(404, 'The page was not built: npm run page');
    const nonce = randomBytes(16).toString('base64');
    response
      .set({
        'Content-Security-Policy': policy(nonce),
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cache-Control': 'no-store',
      })
      .type('html')
      .send(page.replace(NONCE, nonce));
  });
  serve(router, readAdminPageFile, (request, response) => {
    const asset = String(request.params['asset']);
    if (!assets.has(asset)) throw new Problem(404, 'The page has no such file');
    response.set('X-Content-Type-Options', 'nosniff');
    response.sendFile(asset, { root: join(folder, 'assets'), immutable: true, maxAge: '1y' });
  });
  return router;
}
