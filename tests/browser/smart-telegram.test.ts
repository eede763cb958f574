import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoSeed } from '../../simulators/uon/demo-seed.ts';
import { addUser, loggedIn, OWNER } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';
import { expectAccessible, keepPicture, PHONE, withBrowser } from './browser.ts';
import { storeEnterprise } from './stage.ts';

const TOKEN = '123456789:AAHsecret-of-the-bot';
let system: System;

beforeAll(async () => {
  system = await startSystem({ more: { PUBLIC_URL: 'https://telephony.example' } });
  system.uon.setAccount('key-of-0367', demoSeed);
  const uon = { api_key: 'key-of-0367', subdomain: 'id67054', user_extensions: { 2: '150', 3: '151' } };
  await storeEnterprise(system, '0367', 'Турагентство «Июнь»', uon);
  await addUser(system.pool, 'petr@example.com', { role: 'administrator', enterprises: ['0367'] });
  await addUser(system.pool, 'reads@example.com', { role: 'reader', enterprises: null });
  await addUser(system.pool, 'owner@example.com', OWNER);
}, 120_000);
afterAll(() => system?.stop());
const browser = withBrowser();

async function open(
  place: 'smart' | 'telegram',
  email = 'petr@example.com',
): Promise<{ page: Page; context: BrowserContext }> {
  const opened = await browser.open(system.url, { email });
  await opened.page.goto(`/#/enterprises/0367/${place}`);
  await opened.page
    .getByRole('button', { name: 'Сохранить', exact: true })
    .or(opened.page.getByText('Вы можете смотреть настройки'))
    .waitFor();
  return opened;
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Сохранить', exact: true }).click();
const saved = (page: Page) => page.getByText('Сохранено', { exact: true }).waitFor();

/** A block of the settings as the database holds it. */
async function storedOf(block: 'smart' | 'telegram'): Promise<unknown> {
  const { rows } = await system.pool.query<{ found: unknown }>(
    `SELECT integrations_config -> $1 AS found FROM enterprises WHERE number = '0367'`,
    [block],
  );
  return rows[0]?.found;
}

/** What sticks out of the page at its right edge. */
const WIDER = `[...document.querySelectorAll('#content *')].filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
  .map((each) => each.outerHTML.slice(0, 90))`;

async function fitsAPhone(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  await expect.poll(() => page.evaluate(WIDER)).toEqual([]);
  await expectAccessible(page);
}

it('rules are made, moved by the keyboard and stored in their order; what is wrong stands at its field', async () => {
  const { page } = await open('smart');
  await page.getByRole('radio', { name: 'Имя и кому звонить' }).check();
  const route = part(page, 'Кому звонить');
  await route.getByText('Правил нет: звонок получает менеджер клиента').waitFor();
  const add = route.getByRole('button', { name: 'Добавить правило' });
  for (const who of ['Менеджер клиента в U-ON', 'Кто говорил с ним последним', 'Запасной номер']) {
    await add.click();
    await route.getByRole('combobox', { name: 'Кто' }).last().selectOption({ label: who });
  }
  await route.getByRole('textbox', { name: 'За сколько дней' }).fill('30');
  await save(page);
  await route.getByText('Нужен внутренний номер без пробелов').waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.dataset.path')).toBe('rules.2.extension');
  await page.keyboard.type('100');
  // Up twice, to the top: the focus stays with the rule.
  await page.keyboard.press('Alt+ArrowUp');
  await route.getByText('Правило теперь на месте 2 из 3').waitFor();
  await page.keyboard.press('Enter');
  await route.getByText('Правило теперь на месте 1 из 3').waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.ariaLabel')).toBe('Опустить правило 1');
  await route.getByRole('textbox', { name: 'Номера, на которые не переводить' }).fill('150, 199');
  await save(page);
  await saved(page);
  expect(await storedOf('smart')).toMatchObject({
    ...{ mode: 'route', block: ['150', '199'] },
    rules: [{ who: 'fallback', extension: '100' }, { who: 'client_manager' }, { who: 'last_talked', days: 30 }],
  });
  await expectAccessible(page);
  await keepPicture(page, 'smart');
  await fitsAPhone(page);
});

it('two who change the same place don’t overwrite each other, and a reader changes nothing', async () => {
  const { page } = await open('telegram');
  await page.getByRole('textbox', { name: 'Чат' }).fill('-100');
  const other = await loggedIn(system.url, 'owner@example.com');
  const read = await other.ask('GET', '/api/admin/enterprises/0367');
  const { settings } = (await read.json()) as { settings: { integrations_config: { telegram: object } } };
  settings.integrations_config.telegram = { language: 'en' };
  const headers = { 'If-Match': read.headers.get('ETag') ?? '' };
  expect((await other.ask('PUT', '/api/admin/enterprises/0367', settings, headers)).status).toBe(200);
  await save(page);
  await page.getByRole('alert').getByText('Другой изменил: «Язык сообщений»').waitFor();
  await page.getByRole('button', { name: 'Перечитать, оставив мои поля' }).click();
  await page.getByRole('link', { name: 'Учётная запись' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Остаться' }).click();
  await save(page);
  await saved(page);
  expect(await storedOf('telegram')).toMatchObject({ chat_id: '-100', language: 'en' });
  const { page: reads } = await open('telegram', 'reads@example.com');
  expect(await reads.getByRole('switch', { disabled: false }).count()).toBe(0);
  expect(await reads.getByRole('button', { name: 'Проверить' }).count()).toBe(0);
  await expectAccessible(reads);
});

it('the message is shown as it changes, with what stands in the form', async () => {
  const { page } = await open('telegram');
  const shown = (state: string) => page.getByRole('figure', { name: state });
  await page.getByRole('radio', { name: 'Русский' }).check();
  expect(await shown('Разговор окончен').innerText()).toMatch(/завершён, 2 мин 34 с[^]*Запись разговора/);
  expect(await shown('Звонит, ещё не узнали').innerText()).toContain('+375296254070');
  await page.getByRole('switch', { name: 'Скрывать номер' }).check();
  expect(await shown('Звонит, ещё не узнали').innerText()).toContain('•••• 4070');
  await page.getByRole('radio', { name: 'English' }).check();
  expect(await shown('Не ответили').innerText()).toContain('missed');
  await page.getByText('Как создать бота и узнать id чата').click();
  await page.getByRole('textbox', { name: 'Токен бота' }).fill(TOKEN);
  await save(page);
  await saved(page);
  expect(await page.getByRole('textbox', { name: 'Токен бота' }).inputValue()).toMatch(/^•+/);
  expect(JSON.stringify(await storedOf('telegram'))).not.toContain(TOKEN);
  await page.getByRole('radio', { name: 'Русский' }).check();
  await page.setViewportSize({ width: 1280, height: 1000 });
  await part(page, 'Проверка').scrollIntoViewIfNeeded();
  await keepPicture(page, 'telegram');
  await fitsAPhone(page);
});
