import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser, OWNER } from '../support/admin.ts';
import type { System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { expectAccessible, keepPicture, PHONE, withBrowser, type OpenOptions } from './browser.ts';
import { setStage } from './stage.ts';

let system: System;

beforeAll(async () => {
  system = await setStage();
  await addUser(system.pool, 'anna@example.com', OWNER);
  await addUser(system.pool, 'petr@example.com', { role: 'administrator', enterprises: ['0412'] });
  await addUser(system.pool, 'olga@example.com', { role: 'reader', enterprises: ['0412'] });
}, 120_000);
afterAll(() => system?.stop());
const browser = withBrowser();

async function loggedIn(who: 'anna' | 'petr' | 'olga', more: OpenOptions = {}): Promise<Page> {
  // That somebody else changed it meanwhile, or that a number is taken, is what these tests are about.
  const meant = /status of (409|412) /;
  const { page } = await browser.open(system.url, { email: `${who}@example.com`, meant, ...more });
  await page.goto('/');
  await page.getByText('0412').first().waitFor();
  return page;
}

async function atPbx(who: 'anna' | 'petr' | 'olga', more: OpenOptions = {}): Promise<Page> {
  const page = await loggedIn(who, more);
  await page.goto('/#/enterprises/0412/pbx');
  await page.getByRole('heading', { name: 'Линии' }).waitFor();
  return page;
}

const name = (page: Page) => page.getByRole('textbox', { name: 'Название' }).first();
const save = (page: Page) => page.getByRole('button', { name: 'Сохранить' });
const stored = async (number: string): Promise<unknown> =>
  (await system.pool.query('select name, lines from enterprises where number = $1', [number])).rows[0];

it('an owner adds an enterprise, is shown its token once, and its PBX’s script sends with it', async () => {
  const page = await loggedIn('anna');
  await page.getByRole('link', { name: 'Добавить предприятие' }).click();
  await page.getByRole('button', { name: 'Создать' }).click();
  await page.getByText('Нужно от 1 до 32 латинских букв или цифр').or(page.getByText('Нужно от 1 до 64')).waitFor();
  await page.getByLabel('Номер').fill('0412');
  await page.getByLabel('Название').fill('Турагентство «Июль»');
  await page.getByRole('combobox', { name: 'Часовой пояс' }).fill('Moscow');
  await page.getByRole('option', { name: 'Europe/Moscow' }).click();
  await page.getByRole('button', { name: 'Создать' }).click();
  await page.getByText('Такое предприятие уже есть').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Номер').fill('0701');
  await keepPicture(page, 'enterprise-new');
  await page.getByRole('button', { name: 'Создать' }).click();
  const shown = page.getByRole('status').filter({ hasText: 'Токен показан один раз' });
  const token = await shown.locator('code').innerText();
  expect(token).toMatch(/^[0-9a-f]{48}$/);
  const script = await page.locator('pre').first().innerText();
  expect(script).toContain(token);
  expect(script).toContain('https://telephony.example');
  await expectAccessible(page);
  await keepPicture(page, 'pbx-token');
  await page.getByRole('button', { name: /^Скопировать: 1\./ }).scrollIntoViewIfNeeded();
  await keepPicture(page, 'pbx-asterisk');
  const asks = page.locator('pre').filter({ hasText: 'getcustomerdata' });
  expect(await asks.first().innerText()).toContain(
    `CURL(https://telephony.example/api/callevent/getcustomerdata,{"Token":"${token}"`,
  );
  await page.getByRole('heading', { name: 'Имя звонящего и умный перевод' }).scrollIntoViewIfNeeded();
  await keepPicture(page, 'pbx-callers');
  await sendBy(script.replace('https://telephony.example', system.url));
  await page.reload();
  await page.getByRole('heading', { name: 'Настройка Asterisk' }).waitFor();
  expect(await page.content()).not.toContain(token);
  await page.goBack();
  await page.getByText('0412').first().waitFor();
  await page.goForward();
  await page.getByRole('heading', { name: 'Настройка Asterisk' }).waitFor();
  expect(await page.content()).not.toContain(token);
  expect(await page.locator('pre').first().innerText()).toContain('ВСТАВЬТЕ-ТОКЕН');
});

/** Runs the script as Asterisk would; the call is there afterwards. */
async function sendBy(script: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'uon-telephony-pbx-'));
  try {
    writeFileSync(join(folder, 'uon-event'), script);
    const fields = ['UniqueId=1757840723.77', 'Phone=375290000077', 'CallType=0', 'Trunk=1'];
    execFileSync('bash', [join(folder, 'uon-event'), 'start', ...fields]);
    const sql = `select from calls where enterprise_number = '0701' and call_id = '1757840723.77'`;
    await waitFor('the call', async () => (await system.pool.query(sql)).rowCount === 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('an administrator edits lines: a wrong number is told at its field, a right one is stored', async () => {
  const page = await loggedIn('petr');
  const href = await page.getByRole('link', { name: 'Море и горы' }).getAttribute('href');
  expect(href).toMatch(/^#\/enterprises\/0412\/\w+$/);
  await page.goto('/#/enterprises/0412/pbx');
  await page.getByRole('heading', { name: 'Линии' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Удаление предприятия' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Добавить линию' }).click();
  const line = page.getByRole('group', { name: 'Линия 1' });
  await line.getByLabel('Транк').fill('0001363');
  await line.getByLabel('Название').fill('Основная');
  await line.getByLabel('Номер агентства').fill('12');
  await save(page).click();
  await line.getByText('нужен номер страны BY или номер с +').waitFor();
  expect(await page.evaluate('document.activeElement.dataset.path')).toBe('lines.0.phone');
  await page.getByText('Не сохранено: исправьте отмеченные поля').waitFor();
  await expectAccessible(page);
  await keepPicture(page, 'pbx-wrong');
  await line.getByLabel('Номер агентства').fill('8 017 300-13-63');
  await save(page).click();
  await page.getByText('Сохранено', { exact: true }).waitFor();
  expect(await line.getByLabel('Номер агентства').inputValue()).toBe('+375173001363');
  expect(await stored('0412')).toMatchObject({
    lines: [{ trunk: '0001363', name: 'Основная', phone: '+375173001363' }],
  });
  await keepPicture(page, 'pbx');
});

it('of two who edit at once the second is told what the first changed, and nothing is overwritten', async () => {
  const [first, second] = await Promise.all([atPbx('anna'), atPbx('petr')]);
  await name(second).fill('Моё название');
  await name(first).fill('Чужое название');
  await first.getByRole('button', { name: 'Добавить линию' }).click();
  await first
    .getByRole('group', { name: /^Линия/ })
    .last()
    .getByLabel('Транк')
    .fill('77');
  await save(first).click();
  await first.getByText('Сохранено', { exact: true }).waitFor();
  await save(second).click();
  const notice = second.getByRole('alert').filter({ hasText: 'сохранил кто-то другой' });
  await notice.getByText('Другой изменил: линии, название.').waitFor();
  await notice.getByText('Вы оба изменили: название.').waitFor();
  expect(await stored('0412')).toMatchObject({ name: 'Чужое название' });
  await expectAccessible(second);
  await keepPicture(second, 'pbx-conflict');
  await notice.getByRole('button', { name: 'Перечитать, оставив мои поля' }).click();
  expect(await name(second).inputValue()).toBe('Моё название');
  expect(
    await second
      .getByRole('group', { name: /^Линия/ })
      .last()
      .getByLabel('Транк')
      .inputValue(),
  ).toBe('77');
  await save(second).click();
  await second.getByText('Сохранено', { exact: true }).waitFor();
  expect(await stored('0412')).toMatchObject({
    name: 'Моё название',
    lines: expect.arrayContaining([expect.objectContaining({ trunk: '77' })]),
  });
  await first.close();
});

it('where somebody else saved and what he did can’t be read, that is told too', async () => {
  const page = await atPbx('petr', { meant: /status of (412|500) / });
  await name(page).fill('Снова моё');
  await page.route('**/api/admin/enterprises/0412', (route) =>
    route.request().method() === 'GET' ? route.fulfill({ status: 500 }) : route.fallback(),
  );
  await system.pool.query(
    `update enterprises set updated_at = clock_timestamp(), name = 'Ещё раз чужое' where number = '0412'`,
  );
  await save(page).click();
  await page.getByRole('alert').filter({ hasText: 'Что-то пошло не так' }).waitFor();
  await page.unroute('**/api/admin/enterprises/0412');
  await save(page).click();
  await page.getByRole('alert').filter({ hasText: 'сохранил кто-то другой' }).getByText('название').first().waitFor();
});

it('unsaved changes are not lost without a word', async () => {
  const page = await atPbx('petr');
  const before = await name(page).inputValue();
  await name(page).fill('Не сохранено');
  await page.getByRole('link', { name: 'Учётная запись' }).click();
  const asked = page.getByRole('dialog', { name: 'Уйти без сохранения?' });
  await asked.waitFor();
  await expectAccessible(page);
  await asked.getByRole('button', { name: 'Остаться' }).click();
  expect(await name(page).inputValue()).toBe('Не сохранено');
  await page.getByRole('button', { name: 'Отменить изменения' }).click();
  expect(await name(page).inputValue()).toBe(before);
  await name(page).fill('Не сохранено');
  await page.getByRole('link', { name: 'Учётная запись' }).click();
  await asked.getByRole('button', { name: 'Уйти' }).click();
  await page.getByRole('heading', { name: 'Учётная запись' }).waitFor();
});

it('another token is made where that is confirmed, and the form goes on from there', async () => {
  const page = await atPbx('petr');
  await name(page).fill('С новым токеном');
  await page.getByRole('button', { name: 'Выпустить новый токен' }).click();
  await page.getByText('Старый перестанет действовать сразу').waitFor();
  await page.getByRole('button', { name: 'Выпустить новый токен' }).click();
  await page.getByText('Старый токен больше не действует').waitFor();
  await save(page).click();
  await page.getByText('Сохранено', { exact: true }).waitFor();
  expect(await stored('0412')).toMatchObject({ name: 'С новым токеном' });
});

it('a reader may look, and change nothing', async () => {
  const page = await atPbx('olga', { viewport: PHONE });
  await page.getByText('Вы можете смотреть настройки').waitFor();
  expect(await name(page).isDisabled()).toBe(true);
  for (const button of ['Сохранить', 'Выпустить новый токен', 'Удалить предприятие', 'Добавить предприятие'])
    expect(await page.getByRole('button', { name: button }).count()).toBe(0);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(page);
  await keepPicture(page, 'pbx-phone');
});

it('an owner removes an enterprise after typing its number', async () => {
  const page = await loggedIn('anna');
  await page.goto('/#/enterprises/0588/pbx');
  const remove = page.getByRole('button', { name: 'Удалить предприятие' });
  await remove.waitFor();
  expect(await remove.isDisabled()).toBe(true);
  await page.getByLabel('Чтобы удалить, введите номер предприятия: 0588').fill('0588');
  await remove.click();
  await page.getByRole('heading', { name: 'Предприятия', exact: true }).waitFor();
  await expect.poll(() => page.getByText('0588').count()).toBe(0);
  expect(await stored('0588')).toBeUndefined();
});

it('the number of a removed enterprise is given to another with its calls where an owner says so', async () => {
  await system.pool.query(`insert into calls (enterprise_number, call_id) values ('0588', '1.1')`);
  const page = await loggedIn('anna');
  await page.goto('/#/enterprises/new');
  await page.getByRole('heading', { name: 'Новое предприятие' }).waitFor();
  await page.getByRole('textbox', { name: 'Номер' }).fill('0588');
  await page.getByLabel('Название').fill('Чёрный парус');
  await page.getByRole('button', { name: 'Создать' }).click();
  const asked = page.getByRole('alert').filter({ hasText: 'остались звонки и клиенты прежнего предприятия' });
  await asked.waitFor();
  await expectAccessible(page);
  await keepPicture(page, 'enterprise-history');
  await page.getByRole('textbox', { name: 'Номер' }).fill('0589');
  await asked.waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: 'Номер' }).fill('0588');
  await asked.getByRole('button', { name: 'Оставить их новому' }).click();
  await page.getByText('Токен показан один раз').waitFor();
  expect(await stored('0588')).toMatchObject({ name: 'Чёрный парус' });
});
