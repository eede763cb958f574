import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser, PASSWORD } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';
import { expectAccessible, keepPicture, withBrowser } from './browser.ts';
import { storeEnterprise } from './stage.ts';

const EMAIL = 'petr@example.com';
let system: System;

beforeAll(async () => {
  system = await startSystem({ workers: [] });
  await storeEnterprise(system, '0367', 'Турагентство «Июнь»', { enabled: false });
  await addUser(system.pool, EMAIL, { role: 'administrator', enterprises: ['0367'] });
  await system.pool.query(
    `insert into customers (enterprise_number, phone_e164, last_name) values ('0367', '+375291112233', 'Иванов')`,
  );
  await system.pool.query(
    `insert into calls (enterprise_number, call_id, opened_at, closed_at, status, direction, phone_e164)
     values ('0367', '1757840723.1', now() - interval '1 minute', now(), 'ended', 'incoming', '+375291112233')`,
  );
}, 120_000);
afterAll(() => system?.stop());
const browser = withBrowser();

async function logIn(page: Page): Promise<void> {
  await page.getByLabel('Электронная почта').fill(EMAIL);
  await page.getByRole('textbox', { name: 'Пароль' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Войти' }).click();
}

async function loggedInAt(place: string): Promise<Page> {
  const { page } = await browser.open(system.url, { email: EMAIL });
  await page.goto(`/#/enterprises/0367/${place}`);
  return page;
}

/** As an owner does, or twelve hours. */
const endSessions = () => system.pool.query('delete from admin_sessions');

it('a session that ends while one looks on leads to the login, with nothing left to read; then back to the place', async () => {
  const page = await loggedInAt('calls?phone=2233');
  await page.getByText('Иванов').waitFor();
  await endSessions();
  await page.getByRole('heading', { name: 'Вход' }).waitFor();
  await page.getByText('Сеанс завершён, войдите снова').waitFor();
  expect(await page.getByText('Иванов').count()).toBe(0);
  await expectAccessible(page);
  await keepPicture(page, 'session-ended');
  await logIn(page);
  await page.getByText('Иванов').waitFor();
  expect(page.url()).toContain('/enterprises/0367/calls?phone=2233');
});

it('what is asked after the end says so too, and a log-out says nothing of it', async () => {
  const page = await loggedInAt('customers');
  await page.getByText('Иванов').waitFor();
  await endSessions();
  await page.getByRole('link', { name: 'Возможные повторы' }).click();
  await page.getByText('Сеанс завершён, войдите снова').waitFor();
  await logIn(page);
  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.getByRole('heading', { name: 'Вход' }).waitFor();
  expect(await page.getByText('Сеанс завершён').count()).toBe(0);
});
