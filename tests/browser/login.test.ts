import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addAdminUser } from '../../db/admin-users.ts';
import { hashPassword } from '../../platform/password-hash.ts';
import { addUser, OWNER, PASSWORD } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';
import { totpCode, wrongTotpCode } from '../support/totp.ts';
import { DESK, expectAccessible, keepPicture, PHONE, withBrowser } from './browser.ts';
import { welcomeLink } from './stage.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
}, 120_000);
afterAll(() => system?.stop());
const browser = withBrowser();

async function visit(url = '/', viewport = DESK): Promise<Page> {
  const { page } = await browser.open(system.url, { viewport });
  await page.goto(url);
  return page;
}

async function givePassword(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Электронная почта').fill(email);
  await page.getByRole('textbox', { name: 'Пароль' }).fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
}

/** Logged in: at the enterprises, or where one was before. */
async function inside(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /^(Предприятия|Учётная запись|Пользователи)$/ }).waitFor();
}

/** Until the login is there: the page before it may have a field for an address too. */
async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.getByRole('heading', { name: 'Вход' }).waitFor();
}

async function onAccount(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Учётная запись' }).click();
  await page.getByRole('heading', { name: 'Где вы вошли' }).waitFor();
}

it('who opens the link first becomes the owner with a password of his own; then it says that it has ended', async () => {
  const link = welcomeLink(system);
  const page = await visit(link);
  await page.getByRole('button', { name: 'Стать владельцем и войти' }).click();
  await page.getByText('Заполните это поле').waitFor();
  await page.getByText('Нужен адрес вида').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Ваше имя').fill('Анна Иванова');
  await page.getByLabel('Электронная почта').fill('anna@example.com');
  await page.getByRole('textbox', { name: 'Пароль' }).fill('qwerty123456');
  await page.getByRole('button', { name: 'Стать владельцем и войти' }).click();
  await page.getByText('подбирают одним из первых').waitFor();
  await page.getByRole('textbox', { name: 'Пароль' }).fill(PASSWORD);
  await keepPicture(page, 'welcome');
  await page.getByRole('button', { name: 'Стать владельцем и войти' }).click();
  await inside(page);
  await page.getByText('Владелец · anna@example.com').waitFor();
  const late = await visit(link, PHONE);
  await late.getByRole('heading', { name: 'Ссылка больше не действует' }).waitFor();
  await expectAccessible(late);
  await late.getByRole('link', { name: 'Ко входу' }).click();
  await late.getByRole('heading', { name: 'Вход' }).waitFor();
});

it('with a second factor one logs in by password and code; a wrong code is told', async () => {
  await addUser(system.pool, 'irina@example.com', OWNER);
  const page = await visit();
  await givePassword(page, 'irina@example.com');
  await inside(page);
  await onAccount(page);
  await page.getByRole('button', { name: 'Включить' }).click();
  await page.getByLabel('Ваш пароль').fill('wrong');
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByText('Пароль неверен').waitFor();
  await page.getByLabel('Ваш пароль').fill(PASSWORD);
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByRole('img', { name: 'QR-код для приложения' }).waitFor();
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
  await page.getByLabel('Код из приложения').fill(wrongTotpCode(secret));
  await page.getByRole('button', { name: 'Подтвердить' }).click();
  await page.getByText('Код неверен').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Код из приложения').fill(totpCode(secret, -1));
  await keepPicture(page, 'second-factor');
  await page.getByRole('button', { name: 'Подтвердить' }).click();
  await page.getByRole('status').getByText('Резервные коды').waitFor();
  const [recovery = ''] = await page.getByRole('status').locator('code').allInnerTexts();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Я сохранил коды' }).click();
  await page.getByText('Включён', { exact: true }).waitFor();

  await logOut(page);
  await givePassword(page, 'irina@example.com');
  await page.getByRole('heading', { name: 'Введите код' }).waitFor();
  await page.getByLabel('Код из приложения').fill(wrongTotpCode(secret));
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByText('Код неверен').waitFor();
  await expectAccessible(page);
  await keepPicture(page, 'login-code');
  await page.getByLabel('Код из приложения').fill(totpCode(secret));
  await page.getByRole('button', { name: 'Войти' }).click();
  await inside(page);

  await logOut(page);
  await givePassword(page, 'irina@example.com');
  await page.getByRole('button', { name: /Ввести резервный код/ }).click();
  await page.getByLabel('Резервный код').fill(recovery);
  await page.getByRole('button', { name: 'Войти' }).click();
  await inside(page);
});

it('an owner resets the second factor of who lost the phone', async () => {
  await addUser(system.pool, 'reset@example.com', OWNER);
  const page = await visit();
  await givePassword(page, 'reset@example.com');
  await inside(page);
  await page.getByRole('link', { name: 'Пользователи' }).click();
  const irina = page.getByRole('listitem').filter({ hasText: 'Имя irina@example.com' });
  await irina.getByText('второй фактор', { exact: false }).first().waitFor();
  await irina.getByRole('button', { name: 'Сбросить второй фактор' }).click();
  await irina.getByRole('alert').getByRole('button', { name: 'Сбросить второй фактор' }).click();
  await irina.getByRole('button', { name: 'Сбросить второй фактор' }).waitFor({ state: 'detached' });
  await expectAccessible(page);
  await logOut(page);
  await givePassword(page, 'irina@example.com');
  await inside(page);
});

it('one sees where he is logged in, and ends the other sessions', async () => {
  await addUser(system.pool, 'petr@example.com', { role: 'reader', enterprises: null });
  const [here, there] = [await visit('/', PHONE), await visit()];
  for (const page of [there, here]) {
    await givePassword(page, 'petr@example.com');
    await inside(page);
  }
  await here.getByRole('button', { name: 'Меню' }).click();
  await onAccount(here);
  await here.getByText('Chrome, Linux').first().waitFor();
  expect(await here.getByText('Chrome, Linux').count()).toBe(2);
  expect(await here.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(here);
  await onAccount(there);
  await there.setViewportSize({ ...DESK, height: 1000 });
  await keepPicture(there, 'account');
  await here.getByRole('button', { name: 'Завершить остальные' }).click();
  await here.getByRole('button', { name: 'Завершить остальные' }).waitFor({ state: 'detached' });
  await there.reload();
  await there.getByRole('heading', { name: 'Вход' }).waitFor();
});

it('a password that was made is to be changed: every page says so until it is', async () => {
  const passwordHash = await hashPassword(PASSWORD);
  const made = { email: 'new@example.com', name: 'Новый', role: 'reader', enterprises: null } as const;
  await addAdminUser(system.pool, { ...made, passwordHash, isPasswordMade: true }, 'the tests');
  const page = await visit();
  await givePassword(page, made.email);
  await inside(page);
  await page.getByText('Ваш пароль выдан другим человеком').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Сменить пароль' }).click();
  await page.getByLabel('Текущий пароль').fill(PASSWORD);
  await page.getByLabel('Новый пароль').fill('password1234');
  await page.getByRole('button', { name: 'Сменить пароль' }).click();
  await page.getByText('подбирают одним из первых').waitFor();
  await page.getByLabel('Новый пароль').fill('другой пароль этих тестов');
  await page.getByRole('button', { name: 'Сменить пароль' }).click();
  await page.getByText('Пароль изменён').waitFor();
  await page.getByText('Ваш пароль выдан другим человеком').waitFor({ state: 'detached' });
});
