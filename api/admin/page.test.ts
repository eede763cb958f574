import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { problemHandler } from '../problem.ts';
import { adminPageRouter } from './page.ts';

async function served(folder: string): Promise<string> {
  const app = express();
  app.use(adminPageRouter({ folder }));
  app.use(problemHandler({ error: () => undefined, warn: () => undefined }));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function built(): string {
  const folder = mkdtempSync(join(tmpdir(), 'uon-telephony-page-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<meta name="style-nonce" content="__STYLE_NONCE__" />');
  writeFileSync(join(folder, 'assets', 'index-1a2b.js'), 'export {}');
  writeFileSync(join(folder, 'secret.txt'), 'x');
  return folder;
}

it('the page may load, ask and send nothing elsewhere, and add no styles but its own', async () => {
  const url = await served(built());
  const [first, second] = [await fetch(url), await fetch(url)];
  const policy = first.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("media-src 'self'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  const nonce = /'nonce-([\w+/=]{24})'/.exec(policy)?.[1];
  expect(await first.text()).toContain(`content="${nonce}"`);
  expect(second.headers.get('content-security-policy')).not.toBe(policy);
  expect(first.headers.get('cache-control')).toBe('no-store');
});

it('a file of the page may be kept: another one has another name', async () => {
  const answer = await fetch(`${await served(built())}/assets/index-1a2b.js`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

it.each(['nothing.js', '..%2fsecret.txt', '%2e%2e%2fsecret.txt', '.', 'assets'])(
  'a file that is not the page’s is not given: %s',
  async (file) => expect((await fetch(`${await served(built())}/assets/${file}`)).status).toBe(404),
);

it('says so where it was not built', async () => {
  const answer = await fetch(await served('/nowhere'));
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('npm run page') });
});
