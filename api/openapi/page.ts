import { Router, type RequestHandler } from 'express';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { OpenApiDocument } from './document.ts';
import { serve, type Operation } from './operation.ts';

const about = { method: 'get', tag: 'Operation', access: 'anyone' } as const;

const readDocument: Operation = {
  ...{ ...about, path: '/openapi.json', id: 'readDocument', summary: 'This document' },
  answers: { 200: { description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.string() }) } },
};
const readPage: Operation = {
  ...{ ...about, path: '/docs', id: 'readPage', summary: 'A page that shows this document, and tries it' },
  answers: { 200: { description: 'The page', schema: z.string(), type: 'text/html' } },
};
const readPageFile: Operation = {
  ...{ ...about, path: '/docs/{file}', id: 'readPageFile', summary: 'A script or style of the page' },
  params: z.object({ file: z.string().meta({ examples: ['start.js', 'swagger-ui.css'] }) }),
  answers: { 200: { description: 'The file', schema: z.string(), type: '*/*' } },
  problems: { 404: 'The page has no such file' },
};

export const pageOperations = [readDocument, readPage, readPageFile];

const fromPackage = createRequire(import.meta.url);

/** The page's files by the name under which it asks for them. */
const FILES: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', fromPackage.resolve('swagger-ui-dist/swagger-ui.css')],
  ['swagger-ui-bundle.js', fromPackage.resolve('swagger-ui-dist/swagger-ui-bundle.js')],
  ['start.js', fileURLToPath(new URL('page/start.js', import.meta.url))],
]);
const PAGE = fileURLToPath(new URL('page/index.html', import.meta.url));

/** Nothing from elsewhere is loaded or asked; what the page tries goes to this API alone. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `GET /openapi.json` and the page `/docs`. */
export function pageRouter(document: OpenApiDocument): Router {
  const router = Router({ strict: true });
  serve(router, readDocument, (_request, response) => void response.json(document));
  serve(router, readPage, guarded, (_request, response) => response.sendFile(PAGE));
  serve(router, readPageFile, guarded, (request, response) => {
    const path = FILES.get(String(request.params['file']));
    if (path === undefined) throw new Problem(404, 'The page has no such file');
    response.sendFile(path, { maxAge: '1h' });
  });
  return router;
}

const guarded: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
  next();
};
