import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { z } from 'zod';
import { findBrowser } from '../../tools/bootstrap/browser.mjs';
import { loggedIn } from '../support/admin.ts';

/** It asks nothing elsewhere by itself: on a machine without a way out each try would take its time. */
const ALONE = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 375, height: 740 };

/** A browser as somebody has it: nobody used it before. */
export interface TestBrowser {
  readonly page: Page;
  readonly context: BrowserContext;
}

export interface OpenOptions {
  readonly viewport?: typeof DESK;
  /** Of the browser's own clocks. */
  readonly timezone?: string;
  /** Who is logged in there; nobody unless told. */
  readonly email?: string;
  /** It stays for the tests after this one. */
  readonly isKept?: boolean;
  /** What the page's complaints are meant to be. */
  readonly meant?: RegExp;
}

interface Open {
  readonly context: BrowserContext;
  /** What the page complained of since the last test (errors, and what its policy refused), and hosts that it asked beside the API. */
  readonly said: string[];
  readonly isKept: boolean;
}

/**
 * One Chromium for the tests of a file; what is opened in it knows nothing of the others. After each test all that is not kept is
 * closed, and a test fails whose pages complained of what was not meant, or asked elsewhere. To be called below the hooks that stop
 * what the pages ask: it is closed before that.
 */
export function withBrowser(): { open(url: string, options?: OpenOptions): Promise<TestBrowser> } {
  let browser: Browser | undefined;
  const all = new Set<Open>();
  beforeAll(async () => {
    browser = await launch();
  });
  afterEach(async () => {
    const done = [...all].filter(({ isKept }) => !isKept);
    await Promise.all(done.map(({ context }) => context.close()));
    const said = [...all].flatMap((one) => one.said.splice(0));
    for (const one of done) all.delete(one);
    if (said.length > 0) throw new Error(`The page complained, or asked elsewhere:\n${said.join('\n')}`);
  });
  afterAll(() => browser?.close());
  return {
    async open(url, { viewport = DESK, timezone = 'Europe/Minsk', email, isKept = false, meant } = {}) {
      if (!browser) throw new Error('pages are opened in tests');
      const place = { locale: 'ru-RU', timezoneId: timezone };
      const context = await browser.newContext({ viewport, baseURL: url, ...place });
      context.setDefaultTimeout(15_000);
      all.add({ context, said: listenTo(context, url, meant), isKept });
      if (email !== undefined) await context.addCookies([await sessionCookie(url, email)]);
      return { context, page: await context.newPage() };
    },
  };
}

async function launch(): Promise<Browser> {
  const executablePath = findBrowser(process.env);
  if (executablePath === undefined)
    throw new Error('There is no Chromium: `npm test` installs it where it may; else give CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: ALONE, headless: true });
}

function listenTo(context: BrowserContext, url: string, meant?: RegExp): string[] {
  const said: string[] = [];
  const note = (text: string) => void (meant?.test(text) || said.push(text));
  context.on('weberror', (error) => note(error.error().message));
  context.on('console', (message) => {
    // That nobody is logged in yet, or that a password is wrong, is no mistake of the page.
    if (message.type() === 'error' && !/status of (401|412|422) /.test(message.text())) note(message.text());
  });
  context.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) note(request.url());
  });
  return said;
}

async function sessionCookie(url: string, email: string) {
  const { cookie } = await loggedIn(url, email);
  const [name = '', ...value] = cookie.split('=');
  return { name, value: value.join('='), url };
}

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const found = z.array(
  z.looseObject({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.looseObject({ html: z.string() })) }),
);

/** Those that never end by themselves (a dot that beats) are left out. */
const ANIMATIONS_OVER = `Promise.allSettled(document.getAnimations()
  .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity).map((each) => each.finished)).then(() => undefined)`;

/** What axe finds that keeps people from using the page; moderate and minor findings too. */
export async function expectAccessible(page: Page): Promise<void> {
  // What still fades in is paler than it will be.
  await page.evaluate(ANIMATIONS_OVER);
  // As a devtool does: the page's own policy lets no script in.
  await page.evaluate(axeScript);
  const violations = found.parse(await page.evaluate('axe.run().then(({ violations }) => violations)'));
  expect(violations.map(({ id, impact, nodes }) => [id, impact, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Keeps a picture in docs/images where SCREENSHOTS is set. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return;
  await page.evaluate(ANIMATIONS_OVER);
  await page.screenshot({ path: `docs/images/admin-${name}.png` });
}

/** The same of all that a page holds, as on a screen that is high enough. */
export async function keepWholePage(page: Page, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return;
  const height = z.number().parse(await page.evaluate('document.documentElement.scrollHeight'));
  await page.setViewportSize({ width: DESK.width, height });
  await page.evaluate('scrollTo(0, 0)');
  await keepPicture(page, name);
}
