import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, expect, it } from 'vitest';

import { problemHandler } from '../problem.ts';
import { pageRouter } from './page.ts';
import { theDocument } from './the-document.ts';

const app = express();
app.use(pageRouter(theDocument('1')));
app.use(problemHandler({ error: () => undefined, warn: () => undefined }));
const server = createServer(app).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => new Promise((resolve) => server.close(resolve)));

it('the document can be read', async () => {
  expect(await (await fetch(`${url}/openapi.json`)).json()).toEqual(JSON.parse(JSON.stringify(theDocument('1'))));
});

it('the page has all that it names, and names nothing elsewhere', async () => {
  const page = await (await fetch(`${url}/docs`)).text();
  const named = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
  const files = named.filter((address) => address !== 'data:,');
  expect(files).toEqual(['docs/swagger-ui.css', 'docs/swagger-ui-bundle.js', 'docs/start.js']);
  const answers = await Promise.all(files.map((file) => fetch(`${url}/${file}`)));
  expect(answers.map(({ status, headers }) => [status, headers.get('Content-Type')])).toEqual([
    [200, 'text/css; charset=utf-8'],
    [200, 'text/javascript; charset=utf-8'],
    [200, 'text/javascript; charset=utf-8'],
  ]);
});

it('the page may load, ask and send nothing elsewhere', async () => {
  const policy = (await fetch(`${url}/docs`)).headers.get('Content-Security-Policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

it.each(['nothing.js', '..%2fpage.ts', '%2e%2e%2f%2e%2e%2fpackage.json', 'package.json'])(
  'a file that is not the page’s is not given: %s',
  async (file) => expect((await fetch(`${url}/docs/${file}`)).status).toBe(404),
);
