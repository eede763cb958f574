import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clearAlarm, raiseAlarm } from '../../db/alarms.ts';
import { enterprisePlace } from '../../domain/alarms.ts';
import { demoSeed } from '../../simulators/uon/demo-seed.ts';
import type { SimChat } from '../../simulators/telegram/chats.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/server.ts';
import { addUser, loggedIn, OWNER } from '../support/admin.ts';
import { askCaller } from '../support/callers.ts';
import { missedCall, newCallId } from '../support/call-script.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { expectAccessible, keepWholePage, PHONE, withBrowser } from './browser.ts';
import { storeEnterprise } from './stage.ts';

const TOKEN = '123456789:AAHsecret-of-the-bot';
const CHAT = '-1001234567';
let system: System;
let bots: TelegramSimulator;
let chat: SimChat;

beforeAll(async () => {
  bots = await startTelegramSimulator();
  chat = bots.chats.add(CHAT, { title: 'Звонки агентства' });
  system = await startSystem({ more: { PUBLIC_URL: 'https://telephony.example', TELEGRAM_URL: bots.url } });
  system.uon.setAccount('key-of-0367', demoSeed);
  const uon = { api_key: 'key-of-0367', subdomain: 'id67054', user_extensions: { 2: '150', 3: '151' } };
  await storeEnterprise(system, '0367', 'Турагентство «Июнь»', uon);
  await addUser(system.pool, 'petr@example.com', { role: 'administrator', enterprises: ['0367'] });
  await addUser(system.pool, 'reads@example.com', { role: 'reader', enterprises: null });
  await addUser(system.pool, 'owner@example.com', OWNER);
}, 120_000);
afterAll(async () => {
  await system?.stop();
  await bots?.close();
});
const browser = withBrowser();

async function open(
  place: 'smart' | 'telegram',
  email = 'petr@example.com',
  timezone?: string,
): Promise<{ page: Page; context: BrowserContext }> {
  const opened = await browser.open(system.url, { email, ...(timezone !== undefined && { timezone }) });
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

/** And who can't see it, or has no mouse: once for each place. */
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
  // Up twice, to the top: the focus stays in the field by keys, with the rule by buttons.
  await page.keyboard.press('Alt+ArrowUp');
  await route.getByText('Правило теперь на месте 2 из 3').waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.dataset.path')).toBe('rules.1.extension');
  await route.getByRole('button', { name: 'Поднять правило 2' }).press('Enter');
  await route.getByText('Правило теперь на месте 1 из 3').waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.ariaLabel')).toBe('Опустить правило 1');
  // In the field of days an arrow alone counts; with Alt it does nothing but move the rule.
  await route.getByRole('textbox', { name: 'За сколько дней' }).press('Alt+ArrowDown');
  const block = route.getByRole('textbox', { name: 'Номера, на которые не переводить' });
  await block.fill('150;; 199 b');
  await block.blur();
  await route.getByText('Нужен внутренний номер без пробелов').waitFor();
  await block.fill('150;; 199,, 150\n199');
  await save(page);
  await saved(page);
  expect(await storedOf('smart')).toMatchObject({
    ...{ mode: 'route', block: ['150', '199'] },
    rules: [{ who: 'fallback', extension: '100' }, { who: 'client_manager' }, { who: 'last_talked', days: 30 }],
  });
});

const IVANOV = '375296254070';

it('a number is tried with what is in the form: name, extension, and why others fell away', async () => {
  const { page } = await open('smart');
  await page.getByRole('switch', { name: 'Латинскими буквами' }).check();
  await page.getByRole('textbox', { name: 'Длина имени, знаков' }).fill('12');
  await page.getByRole('textbox', { name: 'Имя для примера' }).fill('Щербакова Юлия');
  const displays = page.getByRole('list', { name: 'На экране телефона' });
  expect(await displays.getByRole('listitem').first().innerText()).toBe('Shcherbakova');
  const trial = part(page, 'Проба');
  await trial.getByRole('textbox', { name: 'Телефон' }).fill(IVANOV);
  await page.keyboard.press('Enter');
  await trial.getByText('Ivanov Ivan').waitFor();
  const told = await trial.innerText();
  expect(told).toMatch(/Кому звонить\s+151\s+Почему\s+это менеджер клиента/);
  expect(told).toContain('100 отпал: такого номера нет ни у кого');
  expect(told).toContain('Кто говорил с ним последним: за эти дни с ним никто не говорил');
  await keepWholePage(page, 'smart');
  await part(page, 'Кому звонить').getByRole('textbox', { name: 'Номера, на которые не переводить' }).fill('151');
  await trial.getByRole('button', { name: 'Попробовать' }).click();
  await trial.getByText('151 отпал: на этот номер не переводят').waitFor();
  await page.getByRole('textbox', { name: 'Длина имени, знаков' }).fill('999');
  await trial.getByRole('textbox', { name: 'Телефон' }).press('Enter');
  await expect.poll(() => trial.innerText()).toContain('«Длина имени, знаков»: Нужно целое число от 0 до 120');
  await fitsAPhone(page);
});

it('a call’s page tells what its PBX was told of the caller, and why', async () => {
  const callId = newCallId();
  const pbx = { number: '0367', token: 'pbx-token-0367', apiKey: 'key-of-0367' };
  // A token that is seen for the first time is waited for 150 ms alone.
  await waitFor('an answer', () => askCaller(system, pbx, IVANOV, { UniqueId: callId }).catch(() => false));
  for (const { event, body } of missedCall({ callId, phone: IVANOV }))
    expect((await system.post(pbx, event, body)).status).toBe(202);
  const { page } = await browser.open(system.url, { email: 'petr@example.com' });
  await page.goto(`/#/enterprises/0367/calls/${callId}`);
  const line = page.getByRole('listitem').filter({ hasText: 'АТС спросила, кто звонит' }).first();
  await line.getByText('Правила по порядку').click();
  expect(await line.innerText()).toMatch(
    /звонить на 151: это менеджер клиента[^]*имя сообщено[^]*ответ за \d+ мс[^]*100 отпал/,
  );
  await expectAccessible(page);
});

it('two who change the same place don’t overwrite each other, and a reader changes nothing', async () => {
  const { page } = await open('telegram');
  await page.getByRole('textbox', { name: 'Чат' }).fill(CHAT);
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
  expect(await storedOf('telegram')).toMatchObject({ chat_id: CHAT, language: 'en' });
  const { page: reads } = await open('telegram', 'reads@example.com');
  expect(await reads.getByRole('switch', { disabled: false }).count()).toBe(0);
  // The input of a switch lies unseen over what is drawn.
  const styleOf = (selector: string) => `getComputedStyle(document.querySelector('${selector}'))`;
  expect(await reads.evaluate(`${styleOf('[role="switch"]')}.opacity`)).toBe('0');
  const colorOf = (selector: string) => reads.evaluate(`${styleOf(selector)}.color`);
  expect(await colorOf('.mantine-Switch-label')).toBe(await colorOf('#content'));
  expect(await reads.getByRole('button', { name: 'Проверить' }).count()).toBe(0);
});

it('a trouble with Telegram is told at Telegram and with its name, by the clocks of the enterprise; U-ON’s stays U-ON’s', async () => {
  const place = enterprisePlace('0367');
  await raiseAlarm(system.pool, place, 'telegram-chat-lost');
  const { page } = await open('telegram', 'petr@example.com', 'Asia/Tokyo');
  const alarm = page.getByRole('alert').filter({ hasText: 'Бот не может писать в свой чат' });
  await alarm.getByText('Что делать: Добавьте бота в чат').waitFor();
  await page.getByRole('textbox', { name: 'Чат' }).fill('https://t.me/x');
  await page.getByRole('textbox', { name: 'Тема' }).fill('12.5');
  await page.getByRole('textbox', { name: 'Токен бота' }).focus();
  await page.getByText('Нужен id чата: целое число').waitFor();
  await page.getByText('Нужен номер темы: целое число').waitFor();
  await page.getByRole('textbox', { name: 'Чат' }).fill(CHAT);
  await page.getByRole('textbox', { name: 'Тема' }).fill('');
  await page.goto('/#/enterprises');
  const card = page.getByRole('listitem').filter({ hasText: '0367' });
  await card.getByText('Telegram: Тревога').waitFor();
  expect(await card.innerText()).not.toContain('U-ON: Тревога');
  await page.goto('/#/enterprises/0367/uon');
  await page.getByRole('status', { name: 'Состояние подключения' }).waitFor();
  expect(await page.getByRole('alert').filter({ hasText: 'Telegram' }).count()).toBe(0);
  await page.goto('/#/enterprises/0367/health');
  await expect
    .poll(() => page.getByText('Обновлено в').innerText())
    .toMatch(new RegExp(`в ${new Date(Date.now() + 3 * 3_600_000).toISOString().slice(11, 13)}:`));
  await clearAlarm(system.pool, place, 'telegram-chat-lost');
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
  const check = part(page, 'Проверка');
  await check.getByRole('button', { name: 'Сохранить и проверить' }).click();
  await check.getByText('Пробное сообщение в чате.').waitFor();
  expect(chat.messages).toHaveLength(1);
  expect(await page.getByRole('textbox', { name: 'Токен бота' }).inputValue()).toMatch(/^•+/);
  expect(JSON.stringify(await storedOf('telegram'))).not.toContain(TOKEN);
  await page.getByRole('radio', { name: 'Русский' }).check();
  await page.getByText('Как создать бота и узнать id чата').click();
  await keepWholePage(page, 'telegram');
  await page.getByRole('textbox', { name: 'Чат' }).fill('-100999');
  await check.getByRole('button', { name: 'Сохранить и проверить' }).click();
  await check.getByText('Такого чата нет, или бот в нём никогда не был').waitFor();
  await check.getByText('Не отправлялось: сначала нужен чат.').waitFor();
  await fitsAPhone(page);
});
