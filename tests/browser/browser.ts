import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { findBrowser } from '../../tools/bootstrap/browser.mjs';

/** It asks nothing elsewhere by itself: on a machine without a way out each try would take its time. */
const ALONE = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 375, height: 740 };

/** A browser that nobody used before. */
export interface TestBrowser {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained of: errors, and what its policy refused. */
  readonly complaints: readonly string[];
  /** Hosts that it asked, beside the API. */
  readonly elsewhere: readonly string[];
  close(): Promise<void>;
}

export async function openBrowser(url: string, viewport = DESK): Promise<TestBrowser> {
  const executablePath = findBrowser(process.env);
  if (executablePath === undefined)
    throw new Error('There is no Chromium: `npm test` installs it where it may; else give CHROMIUM_PATH');
  const profile = mkdtempSync(join(tmpdir(), 'uon-telephony-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...{
      executablePath,
      args: ALONE,
      headless: true,
      viewport,
      baseURL: url,
      locale: 'ru-RU',
      timezoneId: 'Europe/Minsk',
    },
  });
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  const page = context.pages()[0] ?? (await context.newPage());
  context.setDefaultTimeout(15_000);
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    // That nobody is logged in yet, or that a password is wrong, is no mistake of the page.
    if (message.type() === 'error' && !/status of (401|412|422) /.test(message.text())) complaints.push(message.text());
  });
  context.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { page, context, complaints, elsewhere, close };
}

/** Closes browsers that a test used. @throws what a page complained of, or asked elsewhere, unless it was meant */
export async function closeBrowsers(used: readonly TestBrowser[], isMeant = (_said: string) => false): Promise<void> {
  await Promise.all(used.map((browser) => browser.close()));
  const said = used.flatMap(({ complaints, elsewhere }) => [...complaints, ...elsewhere]);
  refuseComplaints(said.filter((text) => !isMeant(text)));
}

/** @throws where there is any */
export function refuseComplaints(said: readonly string[]): void {
  if (said.length > 0) throw new Error(`The page complained, or asked elsewhere:\n${said.join('\n')}`);
}

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const found = z.array(
  z.looseObject({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.looseObject({ html: z.string() })) }),
);

/** What axe finds that keeps people from using the page; moderate and minor findings too. */
export async function expectAccessible(page: Page): Promise<void> {
  // As a devtool does: the page's own policy lets no script in.
  await page.evaluate(axeScript);
  const violations = found.parse(await page.evaluate('axe.run().then(({ violations }) => violations)'));
  expect(violations.map(({ id, impact, nodes }) => [id, impact, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Keeps a picture in docs/images where SCREENSHOTS is set. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS']) await page.screenshot({ path: `docs/images/admin-${name}.png` });
}
