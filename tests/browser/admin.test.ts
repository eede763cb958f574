import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser, PASSWORD } from '../support/admin.ts';
import type { System } from '../support/system.ts';
import { expectAccessible, keepPicture, PHONE, withBrowser, type OpenOptions } from './browser.ts';
import { makeOwner, setStage } from './stage.ts';

const EMAIL = 'anna@example.com';
let system: System;
let password: string;

beforeAll(async () => {
  system = await setStage();
  password = makeOwner(system, EMAIL, 'Анна Иванова');
  await addUser(system.pool, 'petr@example.com', { role: 'administrator', enterprises: ['0412'] });
}, 120_000);
afterAll(() => system?.stop());
const browser = withBrowser();

async function visit(options: OpenOptions = {}): Promise<Page> {
  const { page } = await browser.open(system.url, options);
  await page.goto('/');
  return page;
}

async function logIn(page: Page, word = password): Promise<void> {
  await page.getByLabel('Электронная почта').fill(EMAIL);
  await page.getByRole('textbox', { name: 'Пароль' }).fill(word);
  await page.getByRole('button', { name: 'Войти' }).click();
}

async function loggedIn({ email = EMAIL, ...more }: OpenOptions = {}): Promise<Page> {
  const page = await visit({ email, ...more });
  await page.getByRole('heading', { name: 'Предприятия' }).waitFor();
  await page.getByText('0412').first().waitFor();
  return page;
}

it('the first owner logs in, sees how the agencies are, and logs out', async () => {
  const page = await visit();
  await page.getByRole('heading', { name: 'Вход' }).waitFor();
  await expectAccessible(page);
  await keepPicture(page, 'login');
  await logIn(page);
  const of = (number: string) => page.getByRole('listitem').filter({ hasText: number });
  await of('0367').getByText('U-ON: Подключено').waitFor();
  await of('0412').getByText('U-ON: Выключено').waitFor();
  await of('0588')
    .getByText(/U-ON: (Ошибка|Тревога)/)
    .waitFor();
  expect(await of('0588').innerText()).toMatch(/API/);
  await page.getByText('Требуют внимания: 1').waitFor();
  await expectAccessible(page);
  await keepPicture(page, 'enterprises');
  await page.getByLabel('Найти по номеру или названию').fill('парус');
  await expect.poll(() => page.getByRole('listitem').count()).toBe(1);
  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.getByRole('heading', { name: 'Вход' }).waitFor();
  await page.goto('/#/enterprises');
  await page.getByRole('heading', { name: 'Вход' }).waitFor();
  expect(await page.context().cookies()).toEqual([]);
});

it('a wrong password is told, and nothing is shown', async () => {
  const page = await visit();
  await page.getByRole('button', { name: 'Войти' }).click();
  expect(await page.getByText('Заполните это поле').count()).toBe(2);
  await logIn(page, 'not the password');
  await page.getByRole('alert').getByText('Неверная почта или пароль').waitFor();
  expect(await page.getByRole('heading', { name: 'Предприятия' }).count()).toBe(0);
  await expectAccessible(page);
});

it('an administrator sees the agency that is his alone, and no users', async () => {
  const page = await loggedIn({ email: 'petr@example.com' });
  expect(await page.getByRole('listitem').count()).toBe(1);
  expect(await page.getByText('Пользователи').count()).toBe(0);
  await page.goto('/#/users');
  await page.getByRole('heading', { name: 'Предприятия' }).waitFor();
});

it('an owner adds a user, is shown the password once, and removes the user', async () => {
  const page = await loggedIn();
  await page.getByRole('link', { name: 'Пользователи' }).click();
  await page.getByLabel('Электронная почта').fill('irina@example.com');
  await page.getByLabel('Имя').fill('Ирина Петрова');
  await page.getByLabel('Предприятия').fill('0367, 0412');
  await page.getByRole('button', { name: 'Добавить' }).click();
  await page.getByRole('status').getByText('irina@example.com').waitFor();
  expect(await page.getByRole('status').locator('code').innerText()).toMatch(/^[\w-]{20}$/);
  const irina = page.getByRole('listitem').filter({ hasText: 'irina@example.com' });
  expect(await irina.innerText()).toContain('Администратор · 0367, 0412');
  await expectAccessible(page);
  await keepPicture(page, 'users');
  await irina.getByRole('button', { name: 'Удалить' }).click();
  await irina.getByRole('alert').getByRole('button', { name: 'Удалить' }).click();
  await irina.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Кто что делал' }).click();
  await page.getByText('Удалён пользователь: irina@example.com').waitFor();
  await page.getByText('Добавлен пользователь: irina@example.com (Администратор)').waitFor();
  await expectAccessible(page);
  await keepPicture(page, 'audit');
});

it('one changes his password', async () => {
  await addUser(system.pool, 'changes@example.com', { role: 'reader', enterprises: null });
  const page = await loggedIn({ email: 'changes@example.com' });
  await page.getByRole('link', { name: 'Учётная запись' }).click();
  await page.getByLabel('Текущий пароль').fill('wrong');
  await page.getByLabel('Новый пароль').fill('another password');
  await page.getByRole('button', { name: 'Сменить пароль' }).click();
  await page.getByText('Текущий пароль неверен').waitFor();
  await page.getByLabel('Текущий пароль').fill(PASSWORD);
  await page.getByRole('button', { name: 'Сменить пароль' }).click();
  await page.getByText('Пароль изменён').waitFor();
  await expectAccessible(page);
});

it('fits a phone: nothing is cut off, and the sections are behind a button', async () => {
  const page = await loggedIn({ viewport: PHONE });
  const width = () => page.evaluate('document.documentElement.scrollWidth');
  expect(await width()).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(page);
  await keepPicture(page, 'phone');
  await page.getByRole('button', { name: 'Меню' }).click();
  await page.getByRole('link', { name: 'Пользователи' }).click();
  await page.getByRole('heading', { name: 'Пользователи' }).waitFor();
  expect(await width()).toBeLessThanOrEqual(PHONE.width);
});

it('can be used with the keyboard alone', async () => {
  const page = await visit();
  await page.getByRole('heading', { name: 'Вход' }).waitFor();
  const focused = () =>
    page.evaluate('document.activeElement.getAttribute("name") ?? document.activeElement.textContent');
  const tabTo = async (wanted: string) => {
    for (let n = 0; n < 20 && (await focused()) !== wanted; n += 1) await page.keyboard.press('Tab');
    expect(await focused()).toBe(wanted);
  };
  await tabTo('email');
  await page.keyboard.type(EMAIL);
  await tabTo('password');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Предприятия' }).waitFor();
  await tabTo('Пользователи');
  await page.keyboard.press('Enter');
  // The link that led here has the same words.
  await expect.poll(() => page.evaluate('document.activeElement.localName')).toBe('h1');
  expect(await focused()).toBe('Пользователи');
  await tabTo('Выйти');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Вход' }).waitFor();
});

it('speaks English too, and is dark where that is wanted; both are remembered', async () => {
  const page = await loggedIn();
  await page.getByText('EN', { exact: true }).click();
  await page.getByRole('heading', { name: 'Enterprises' }).waitFor();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await page.reload();
  await page.getByRole('heading', { name: 'Enterprises' }).waitFor();
  await page.getByText('0412').first().waitFor();
  expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark');
  await expectAccessible(page);
  await keepPicture(page, 'dark');
});
