import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { demoSeed } from '../../simulators/uon/demo-seed.ts';
import { addUser, loggedIn as visitorOf, OWNER } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';
import { expectAccessible, keepPicture, PHONE, withBrowser } from './browser.ts';
import { storeEnterprise } from './stage.ts';

const KEY = 'key-of-0367';
let system: System;
/** By the address of who is logged in there. */
const contexts = new Map<string, BrowserContext>();
const pages: Page[] = [];

beforeAll(async () => {
  system = await startSystem({ more: { PUBLIC_URL: 'https://telephony.example' } });
  for (const key of [KEY, 'key-of-0412', 'key-of-0700']) system.uon.setAccount(key, demoSeed);
  const extensions = { subdomain: 'id67054', user_extensions: { 2: '150', 3: '151' } };
  await storeEnterprise(system, '0367', 'Турагентство «Июнь»', { enabled: false });
  await storeEnterprise(system, '0412', 'Море и горы', { api_key: 'key-of-0412', ...extensions });
  await storeEnterprise(system, '0588', 'Белый парус', { enabled: false });
  await storeEnterprise(system, '0702', 'Без ключа', { enabled: false });
  await storeEnterprise(system, '0703', 'Ключ отозван', { api_key: 'key-that-is-refused', ...extensions });
  await storeEnterprise(system, '0700', 'Северный ветер', { api_key: 'key-of-0700', ...extensions });
  await addUser(system.pool, 'petr@example.com', {
    role: 'administrator',
    enterprises: ['0367', '0412', '0588', '0700', '0702', '0703'],
  });
  await addUser(system.pool, 'reads@example.com', { role: 'reader', enterprises: null });
  await addUser(system.pool, 'owner@example.com', OWNER);
}, 120_000);
afterAll(() => system?.stop());
const browser = withBrowser();
afterEach(async () => void (await Promise.all(pages.splice(0).map((page) => page.close()))));

/** The place `uon` of an enterprise, open and read. */
async function open(number: string, email = 'petr@example.com'): Promise<Page> {
  const context = contexts.get(email) ?? (await browser.open(system.url, { email, isKept: true })).context;
  contexts.set(email, context);
  const page = await context.newPage();
  pages.push(page);
  await page.goto(`/#/enterprises/${number}/uon`);
  await page.getByRole('heading', { name: 'Подключение', exact: true }).waitFor();
  return page;
}

const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** Goes to a part as people do, and keeps a picture of it. */
async function picture(page: Page, name: string, file: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Части настроек' }).getByRole('button', { name, exact: true }).click();
  await keepPicture(page, file);
}

const unfold = (page: Page) =>
  page.evaluate('document.querySelectorAll("details").forEach((each) => (each.open = true))');
const save = (page: Page) => page.getByRole('button', { name: 'Сохранить', exact: true }).click();
const saved = (page: Page) => page.getByText('Сохранено', { exact: true }).waitFor();

/** The block `uon` as the database holds it. */
async function storedOf(number: string): Promise<Record<string, unknown>> {
  const { rows } = await system.pool.query<{ uon: Record<string, unknown> }>(
    `SELECT integrations_config -> 'uon' AS uon FROM enterprises WHERE number = $1`,
    [number],
  );
  return rows[0]?.uon ?? {};
}

const popups = (key: string) =>
  system.uon.requests.filter(({ apiKey, route }) => apiKey === key && route === 'notification/create');

it('an administrator connects the agency: switch, key, save, and the webhooks stand', async () => {
  const page = await open('0367');
  const connection = part(page, 'Подключение');
  await connection.getByText('Выключено', { exact: true }).waitFor();
  await connection.getByRole('switch', { name: 'Работать с U-ON' }).check();
  await connection.getByRole('textbox', { name: 'Ключ API' }).fill(KEY);
  // One that no other agency has: an administrator may not take theirs.
  await connection.getByRole('textbox', { name: 'Адрес U-ON' }).fill('id67053');
  // No list of U-ON yet: by its number, which stays though the list will not have it.
  await part(page, 'Входящие').getByRole('textbox', { name: 'Статус, если обращений не было' }).fill('77');
  await page.getByText('Есть несохранённые изменения').waitFor();
  await save(page);
  await connection.getByText('Подключено', { exact: true }).waitFor();
  expect(await part(page, 'Вебхуки').getByText('Стоит', { exact: true }).count()).toBe(3);
  expect(system.uon.account(KEY).webhooks.length).toBe(3);
  await part(page, 'Вебхуки').getByRole('button', { name: 'Зарегистрировать заново' }).click();
  await part(page, 'Вебхуки').getByText('Вебхуки регистрируются заново').waitFor();
  const status = part(page, 'Входящие').getByRole('combobox', { name: 'Статус, если обращений не было' });
  await status.locator('option:checked', { hasText: '№ 77' }).waitFor({ state: 'attached' });
  expect(await page.content()).not.toContain(KEY);
  expect(await connection.getByRole('textbox', { name: 'Ключ API' }).inputValue()).toMatch(/^•+/);
  await unfold(page);
  await expectAccessible(page);
  await picture(page, 'Подключение', 'uon-connection');
  await picture(page, 'Вебхуки', 'uon-webhooks');
  await picture(page, 'Лимиты и время', 'uon-limits');
  expect(await storedOf('0367')).toMatchObject({ enabled: true, subdomain: 'id67053.u-on.ru' });
});

it('a wrong key is told, and where in U-ON to look; what can be none is told at its field', async () => {
  const page = await open('0588');
  const connection = part(page, 'Подключение');
  const key = connection.getByRole('textbox', { name: 'Ключ API' });
  await connection.getByRole('switch', { name: 'Работать с U-ON' }).check();
  await key.fill('a/b');
  await save(page);
  await connection.getByText('Ключ состоит из латинских букв').waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.dataset.path')).toBe('api_key');
  await key.fill('key-that-is-refused');
  await save(page);
  await connection.getByText('Не подключено').waitFor();
  await connection.getByRole('alert').getByText('Настройки → Интеграции → API').waitFor();
  await expectAccessible(page);
  await picture(page, 'Подключение', 'uon-refused');
});

it('the table of actions says what a call will do, and what was chosen is stored', async () => {
  const page = await open('0412');
  for (const name of ['Входящие', 'Исходящие']) {
    const actions = part(page, name);
    const cell = (row: string, column: number) => actions.getByRole('row', { name: row }).getByRole('cell').nth(column);
    const statuses = actions.getByRole('combobox', { name: 'Статус, если обращений не было' });
    await expect
      .poll(() => statuses.locator('optgroup[label="Архивные"] option').allInnerTexts())
      .toContain('Отвалился (архивный)');
    expect(await cell('Только архивные', 1).innerText()).toBe('Создать обращение');
    await statuses.selectOption({ label: 'Думает по предложению' });
    await actions.getByRole('combobox', { name: 'Статус активного обращения' }).selectOption({ label: 'Новый' });
    await actions
      .getByRole('radio', { name: name === 'Входящие' ? 'Если нет открытых' : 'Если нет обращений' })
      .check();
    expect(await cell('Есть активные', 0).innerText()).toBe('Новейшему активному поставить статус «Новый»');
    expect(await cell('Нет, или', 2).innerText()).toBe('Создать обращение со статусом «Думает по предложению»');
    const chosen = actions.getByRole('columnheader', { name: '(выбрано)' });
    expect(await chosen.innerText()).toContain(name === 'Входящие' ? 'Если нет открытых' : 'Если нет обращений');
  }
  await part(page, 'Входящие').getByRole('switch', { name: 'Задача о пропущенном звонке' }).check();
  await page.setViewportSize({ width: 1280, height: 1080 });
  await picture(page, 'Входящие', 'uon-actions');
  await save(page);
  await saved(page);
  expect(await storedOf('0412')).toMatchObject({
    incoming_call_actions: {
      create_lead: 'if_no_open',
      status_lead_active: '1',
      status_lead_no_leads: '2',
      missed_call_task: true,
    },
    outgoing_call_actions: { create_lead: 'if_no_request', status_lead_active: '1', status_lead_no_leads: '2' },
    user_extensions: { 2: ['150'], 3: ['151'] },
  });
});

it('a manager without an extension and one used twice are marked; a test popup arrives', async () => {
  const page = await open('0412');
  const managers = part(page, 'Менеджеры');
  await managers.getByText('Лебедева').first().waitFor();
  const field = (name: string) => managers.getByRole('textbox', { name: `Внутренние номера: ${name}` });
  await field('Савицкая').fill('151, 160');
  expect(await managers.getByText('Номер 151 есть и у другого').count()).toBe(2);
  await managers.getByRole('combobox', { name: 'Менеджер по умолчанию' }).selectOption({ label: 'Ковалёв Артём' });
  await picture(page, 'Менеджеры', 'uon-managers');
  await managers.getByRole('button', { name: 'Тест: Ковалёв Артём' }).click();
  await managers.getByText('U-ON принял карточку').waitFor();
  expect(popups('key-of-0412').map(({ body }) => String(body['manager_id']))).toEqual(['3']);
  await save(page);
  await saved(page);
  expect(await storedOf('0412')).toMatchObject({ default_manager_id: '3', user_extensions: { 4: ['151', '160'] } });
});

it('a check says each step, what was sent, what came back, and how it was read', async () => {
  const page = await open('0412');
  const connection = part(page, 'Подключение');
  await connection.getByRole('textbox', { name: 'Телефон для пробного поиска' }).fill('+375 29 700-31-34');
  await connection.getByRole('switch', { name: 'Имена из U-ON главные' }).check();
  await connection.getByRole('button', { name: 'Сохранить и проверить' }).click();
  await connection.getByText('Ключ принят.').waitFor();
  await connection.getByText('Клиент найден.').waitFor();
  expect(await connection.getByText('Никитина Анна').count()).toBe(1);
  await connection.getByText('Ответ U-ON как есть').click();
  expect(await connection.locator('pre').innerText()).toContain('375297003134');
  expect(await page.content()).not.toContain('key-of-0412');
  await expectAccessible(page);
  await connection.getByText('Ответ U-ON как есть').scrollIntoViewIfNeeded();
  await keepPicture(page, 'uon-check');
});

it('the popups are shown as a call would make them, with the settings of the form', async () => {
  const page = await open('0412');
  const cards = part(page, 'Всплывающие карточки');
  const shown = cards.getByRole('figure');
  const choose = (name: string) => cards.getByRole('radiogroup', { name: 'Кто звонит' }).getByText(name).click();
  const link = shown.getByRole('link', { name: 'Иванов Иван Петрович' });
  expect(await link.getAttribute('href')).toBe('https://id67054.u-on.ru/client_edit.php?client_id=11');
  await part(page, 'Подключение').getByRole('textbox', { name: 'Адрес U-ON' }).fill('id1');
  expect(await link.getAttribute('href')).toContain('https://id1.u-on.ru/');
  await part(page, 'Подключение').getByRole('textbox', { name: 'Адрес U-ON' }).fill('"><img src=x onerror=alert(1)>');
  expect(await cards.locator('img, script').count()).toBe(0);
  await choose('Неизвестный номер');
  expect(await shown.innerText()).toContain('Создать клиента');
  await part(page, 'Входящие').getByRole('switch', { name: 'Создавать клиента' }).check();
  expect(await shown.innerText()).toMatch(/Новый клиент(?![^]*Создать клиента)/);
  await cards.getByText('Исходящий', { exact: true }).click();
  await cards.getByRole('switch', { name: 'Для исходящих' }).check();
  expect(await shown.innerText()).toContain('Создать клиента');
  await cards.getByRole('radio', { name: 'Простой текст' }).first().check();
  expect(await shown.innerText()).toContain('Сейчас не показывается');
  await cards.getByRole('radio', { name: 'Не показывать' }).check();
  await cards.getByText('С этими настройками карточек не будет').waitFor();
});

it('unsaved changes are not lost by going elsewhere, and can be thrown away', async () => {
  const page = await open('0700');
  const name = part(page, 'Подключение').getByRole('textbox', { name: 'Номер аккаунта' });
  await name.fill('67054');
  await page.getByRole('link', { name: 'Учётная запись' }).click();
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name: 'Остаться' }).click();
  expect(await name.inputValue()).toBe('67054');
  await page.getByRole('button', { name: 'Отменить изменения' }).click();
  expect(await name.inputValue()).toBe('');
  await page.getByRole('link', { name: 'Учётная запись' }).click();
  await page.getByRole('heading', { name: 'Учётная запись' }).waitFor();
});

it('two administrators do not overwrite each other', async () => {
  const page = await open('0700');
  await part(page, 'Подключение').getByRole('textbox', { name: 'Номер аккаунта' }).fill('1');
  const other = await visitorOf(system.url, 'owner@example.com');
  const read = await other.ask('GET', '/api/admin/enterprises/0700');
  const { settings } = (await read.json()) as { settings: { name: string } };
  const headers = { 'If-Match': read.headers.get('ETag') ?? '' };
  await other.ask('PUT', '/api/admin/enterprises/0700', { ...settings, name: 'Южный ветер' }, headers);
  await save(page);
  await page.getByRole('alert').getByText('Другой изменил: название').waitFor();
  expect(await storedOf('0700')).not.toHaveProperty('account_id');
  await page.getByRole('button', { name: 'Перечитать, оставив мои поля' }).click();
  await save(page);
  await saved(page);
  expect(await storedOf('0700')).toMatchObject({ account_id: '1' });
  await page.getByRole('heading', { name: '0700 Южный ветер' }).waitFor();
});

it('only an owner changes addresses, a reader changes nothing', async () => {
  const page = await open('0700');
  await page.getByText('Дополнительно').first().click();
  const address = page.getByRole('textbox', { name: 'Другой адрес API' });
  expect(await address.getAttribute('readonly')).not.toBeNull();
  const reads = await open('0700', 'reads@example.com');
  await reads.getByText('Вы можете смотреть настройки').waitFor();
  expect(await reads.getByRole('switch', { disabled: false }).count()).toBe(0);
  expect(await reads.getByRole('button', { name: 'Сохранить' }).count()).toBe(0);
  await expectAccessible(reads);
});

it('can be changed with the keyboard alone', async () => {
  const page = await open('0700');
  const focused = () =>
    page.evaluate('document.activeElement.labels?.[0]?.innerText ?? document.activeElement.textContent');
  const tabTo = async (wanted: string) => {
    for (let n = 0; n < 60 && (await focused()) !== wanted; n += 1) await page.keyboard.press('Tab');
    expect(await focused()).toBe(wanted);
  };
  await tabTo('Лимиты и время');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  await tabTo('Сохранить');
  await page.keyboard.press('Enter');
  await saved(page);
  expect(await storedOf('0700')).toMatchObject({ calls: { transfer_manager: 'first' } });
});

it('fits a phone, with everything unfolded, light and dark', async () => {
  const page = await open('0412');
  await page.setViewportSize(PHONE);
  await unfold(page);
  // What stands beside the content slides away first.
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(page);
  await part(page, 'Входящие').getByText('Выделено то, что выбрано').scrollIntoViewIfNeeded();
  await keepPicture(page, 'uon-phone');
  await page.getByRole('button', { name: 'Тёмная тема' }).click();
  await expectAccessible(page);
});

it('whatever is wrong is unfolded, and one is at the first of it', async () => {
  const page = await open('0702');
  await unfold(page);
  // The last of the page first: what is gone to is not what was typed last.
  await part(page, 'Вебхуки').getByRole('textbox', { name: 'Сети, из которых' }).fill('1.2.3');
  await part(page, 'Всплывающие карточки').getByRole('textbox', { name: 'Не позже, чем через' }).fill('9999');
  await page.evaluate('document.querySelectorAll("details").forEach((each) => (each.open = false))');
  await save(page);
  await part(page, 'Вебхуки').getByText('Нужна сеть вида').waitFor();
  await part(page, 'Всплывающие карточки').getByText('Нужно', { exact: false }).waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.dataset.path')).toBe('notifications.popup_ttl_s');
});

it('without lists of U-ON nothing untrue is said of managers, nor of webhooks that can not be registered', async () => {
  const page = await open('0703');
  const managers = part(page, 'Менеджеры');
  await managers.getByText('Списки из U-ON сейчас недоступны').waitFor();
  await managers.getByRole('listitem').getByText('Менеджер № 3', { exact: true }).waitFor();
  expect(await managers.getByText('такого менеджера в U-ON нет').count()).toBe(0);
  expect(await managers.locator('option').allInnerTexts()).toEqual(['Никто', 'Менеджер № 2', 'Менеджер № 3']);
  await part(page, 'Вебхуки').getByRole('button', { name: 'Зарегистрировать заново' }).click();
  await part(page, 'Вебхуки').getByRole('alert').getByText('Вебхуки не зарегистрированы').waitFor();
  expect(await part(page, 'Вебхуки').getByText('Вебхуки регистрируются заново').count()).toBe(0);
  await expectAccessible(page);
});

it('says so where there is no such enterprise, or it is not one’s own', async () => {
  // The place may ask before the list of enterprises has come.
  const { page } = await browser.open(system.url, { email: 'petr@example.com', meant: /status of 403 / });
  await page.goto('/#/enterprises/nope/uon');
  await page.getByRole('heading', { name: 'Предприятия nope нет' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Предприятия' }).last().click();
  await page.getByRole('heading', { name: 'Предприятия', exact: true }).waitFor();
});
