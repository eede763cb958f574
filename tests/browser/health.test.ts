import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser, OWNER } from '../support/admin.ts';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { storeHealthDay } from '../support/stored-health.ts';
import type { System } from '../support/system.ts';
import { DESK, expectAccessible, keepPicture, PHONE, withBrowser } from './browser.ts';
import { setStage } from './stage.ts';

let system: System;
const TALL = { ...DESK, height: 1_500 };

beforeAll(async () => {
  // Counts are stored each 1.2 s then.
  system = await setStage({ RETRY_TIME_SCALE: '0.1' });
  await addUser(system.pool, 'anna@example.com', OWNER);
  await addUser(system.pool, 'petr@example.com', { role: 'reader', enterprises: ['0367'] });
}, 120_000);
afterAll(() => system?.stop());
const browser = withBrowser();

/** A page of who is logged in. */
async function visit(place: string, { email = 'anna@example.com', viewport = DESK } = {}): Promise<Page> {
  const { page } = await browser.open(system.url, { email, viewport });
  await page.goto(`/#${place}`);
  return page;
}

/** What draws charts is loaded when the first is wanted. */
const allDrawn = (page: Page) =>
  expect.poll(() => page.locator('.chart svg.recharts-surface').count(), { timeout: 15_000 }).toBe(5);
const isWithin = async (page: Page, width: number) =>
  // Charts are drawn anew where the window is another one.
  expect
    .poll(() => page.evaluate('document.documentElement.scrollWidth'), { timeout: 10_000 })
    .toBeLessThanOrEqual(width);

it('calls appear in the figures and charts by themselves, in words and as a table too', async () => {
  const page = await visit('/enterprises/0367/health');
  await page.getByText('Всё в порядке, тревог нет').waitFor();
  await allDrawn(page);
  for (const { event, body } of answeredCall({ callId: newCallId(), phone: newPhone() }))
    await system.post({ number: '0367', token: 'pbx-token-0367', apiKey: '' }, event, body);
  const calls = page.getByRole('region', { name: /События АТС и звонки/ });
  await calls.getByText('Событий АТС: 4, звонков: 1, из них пропущено: 0').waitFor({ timeout: 30_000 });
  await calls.getByRole('button', { name: 'Таблицей' }).click();
  await calls.getByRole('columnheader', { name: 'Пропущенные' }).waitFor();
  // Before the processes had started nobody counted: that is no zero.
  await calls.getByRole('cell', { name: 'нет данных' }).first().waitFor();
  expect(await calls.getByRole('row').count()).toBe(289);
  await expectAccessible(page);
  await page.getByText('1 час').click();
  await expect.poll(() => calls.getByRole('row').count()).toBe(61);
});

it('a refused key is an alarm that says what to do', async () => {
  const page = await visit('/enterprises/0588/health');
  const alarm = page.getByRole('alert').filter({ hasText: 'U-ON не принимает ключ' });
  await alarm.getByText('Что делать:').waitFor();
  expect(await alarm.innerText()).toMatch(/вставьте его на странице «Интеграция U-ON»/);
  await expectAccessible(page);
});

it('a day is drawn, with a stretch in which nothing was up left open, dark and on a phone too', async () => {
  await storeDay();
  const page = await visit('/enterprises/0367/health', { viewport: TALL });
  await allDrawn(page);
  await page.getByText('процессы не работали').first().waitFor();
  await page.getByText('лимит 8').waitFor();
  await expectAccessible(page);
  await keepPicture(page, 'health');
  await page.getByRole('button', { name: 'Тёмная тема' }).click();
  await expectAccessible(page);
  await keepPicture(page, 'health-dark');

  const phone = await visit('/enterprises/0367/health', { viewport: PHONE, email: 'petr@example.com' });
  await allDrawn(phone);
  await isWithin(phone, PHONE.width);
  await phone.getByRole('button', { name: 'Таблицей' }).first().click();
  await isWithin(phone, PHONE.width);
  await expectAccessible(phone);
  await phone.getByRole('heading', { name: 'Запросы к U-ON, в секунду' }).scrollIntoViewIfNeeded();
  await keepPicture(phone, 'health-phone');
});

it('an owner sees the whole: what is up, and which enterprise has errors; others are not led there', async () => {
  const page = await visit('/health', { viewport: TALL });
  await page.getByText('Предприятия: 0588').waitFor();
  await page.getByText('worker uon: работает: 1').waitFor();
  await page.getByText('Temporal: отвечает').waitFor();
  await page.getByRole('link', { name: /0588/ }).waitFor();
  await allDrawn(page);
  await expectAccessible(page);
  await keepPicture(page, 'health-whole');
  await page.setViewportSize(PHONE);
  await isWithin(page, PHONE.width);
  await expectAccessible(page);
  await page.getByRole('link', { name: /0588/ }).click();
  await page.getByRole('tab', { name: 'Состояние' }).waitFor();

  const reader = await visit('/health', { email: 'petr@example.com' });
  await reader.getByRole('heading', { name: 'Предприятия' }).waitFor();
  expect(await reader.getByRole('link', { name: 'Состояние системы' }).count()).toBe(0);
});

/** Of 0367, whose account is the one that no alarm stands of. */
async function storeDay(): Promise<void> {
  const { rows } = await system.pool.query<{ account: string }>(
    'select account from limiter_accounts where account not in (select account from alarms)',
  );
  const [account = ''] = rows.map((row) => row.account);
  await storeHealthDay(system.pool, {
    enterprises: ['0367', '0412'],
    accounts: { '0367': account },
    gap: { from: 560, to: 610 },
  });
}
