import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteCustomer } from '../../db/customers.ts';
import { addUser } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';
import { connected, postJson, webhooksDone, type Connected } from '../support/webhooks.ts';
import { DESK, expectAccessible, keepPicture, PHONE, withBrowser } from './browser.ts';

let system: System;
let agency: Connected;

beforeAll(async () => {
  system = await startSystem();
  agency = await connected(system, { uon: { subdomain: 'id67054.u-on.ru' } });
  await addUser(system.pool, 'olga@example.com', { role: 'reader', enterprises: [agency.number] });
  await told(5, 'Юонова Юлия Николаевна', '+375293213218', '+375297003134');
  await told(7, 'Ёлкин Пётр Ильич', '+375291110007');
  await told(8, 'Елкин Петр ', '+375291110008');
  await told(9, 'Соколова Марина Сергеевна', '+375336667788');
  await system.pool.query(`update customers set company = 'ООО «Парус»' where phone_e164 = '+375336667788'`);
  await system.pool.query(
    `insert into profiles (enterprise_number, account, phone_e164, client) values ($1, 'any', '+375293213218', $2)`,
    [agency.number, { ...NOBODY, id: '5', surname: 'Юонова', name: 'Юлия', phones: ['375293213218'], managerId: '2' }],
  );
  await system.pool.query(
    `insert into calls (enterprise_number, call_id, opened_at, closed_at, status, direction, answered, phone_e164, line, extension, duration_s)
     select $1, '1757840723.' || n, now() - n * interval '3 hours', now() - n * interval '2 hours', 'ended', 'incoming', n = 1,
            '+375293213218', 'Реклама', '151', case when n = 1 then 95 end from generate_series(1, 2) as n`,
    [agency.number],
  );
  // Whoever writes into U-ON may write as much as he likes.
  await told(10, `${LONG} Имя Отчество`, '+375336667710');
  await system.pool.query(
    `insert into calls (enterprise_number, call_id, closed_at, status, direction, phone_e164, line, extension)
     values ($1, 'long.1', now(), 'ended', 'incoming', '+375336667710', 'Реклама', '151'),
            ($1, 'long.2', null, 'talking', 'incoming', '+375336667710', 'Реклама', '151')`,
    [agency.number],
  );
  const more = ['Ковалёв Денис', 'Мороз Светлана', 'Жук Артём', 'Новик Ольга'];
  for (const [index, name] of more.entries()) {
    const [surname = '', first = ''] = name.split(' ');
    const client = { ...NOBODY, id: `${20 + index}`, surname, name: first };
    const phoneE164 = `+37544555100${index}`;
    await noteCustomer(system.pool, { enterprise: agency.number, phoneE164, client, overwriteNames: false });
  }
}, 120_000);
afterAll(() => system?.stop());
const browser = withBrowser();

const LONG = 'Ы'.repeat(10_000);

const NOBODY = {
  ...{ surname: '', name: '', patronymic: '', company: '', kind: 'person' as const, phones: [] },
  ...{ managerId: null, active: true, deleted: false },
};

async function told(u_id: number, names: string, u_phone: string, u_phone_mobile = ''): Promise<void> {
  const [u_surname, u_name, u_sname] = names.split(' ');
  const client = { u_id, u_surname, u_name, u_sname, u_phone, u_phone_mobile, u_phone_home: '' };
  await postJson(agency.webhook, { uon_id: agency.accountId, type_id: 3, client_id: u_id, client });
  await webhooksDone(system, agency);
}

async function customersPage(viewport = DESK): Promise<Page> {
  const { page } = await browser.open(system.url, { viewport, email: 'olga@example.com' });
  await page.goto(`/#/enterprises/${agency.number}/customers`);
  await page.getByText('Юонова Юлия Николаевна').first().waitFor();
  return page;
}

it('a customer is found by the end of a number, and the card says where the names came from', async () => {
  const page = await customersPage();
  await expectAccessible(page);
  await keepPicture(page, 'customers');
  await page.getByLabel(/Найти по телефону/).fill('32-18');
  await expect.poll(() => page.getByRole('listitem').count()).toBe(1);
  await page.getByRole('link', { name: /Юонова/ }).click();
  await page.getByRole('heading', { name: 'Юонова Юлия Николаевна' }).waitFor();
  expect(await page.getByText('+375297003134').count()).toBeGreaterThan(0);
  await page
    .getByText(/U-ON прислал/)
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Все звонки с номера' }).waitFor();
  await expectAccessible(page);
  await keepPicture(page, 'customer');
});

it('nobody found is told, with what to try', async () => {
  const page = await customersPage();
  await page.getByLabel(/Найти по телефону/).fill('нет такого');
  await page.getByText('Никого не нашлось').waitFor();
  await expectAccessible(page);
});

it('who may be one person under several numbers is hinted at, with both cards in U-ON', async () => {
  const page = await customersPage();
  await page.getByRole('link', { name: 'Возможные повторы' }).click();
  const hint = page.getByRole('listitem').filter({ hasText: '+375291110007' });
  expect(await hint.innerText()).toContain('Одно имя под разными телефонами');
  const card = hint.getByRole('link', { name: 'Клиент 8' });
  expect(await card.getAttribute('href')).toBe('https://id67054.u-on.ru/client_edit.php?client_id=8');
  await expectAccessible(page);
  await keepPicture(page, 'customer-hints');
});

it('fits a phone', async () => {
  const page = await customersPage(PHONE);
  const width = () => page.evaluate('document.documentElement.scrollWidth');
  expect(await width()).toBeLessThanOrEqual(PHONE.width);
  await page
    .getByRole('link', { name: /Юонова/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Юонова Юлия Николаевна' }).waitFor();
  expect(await width()).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(page);
});

it.each([PHONE, DESK])('a name of 10,000 letters widens no page of $width px', async (viewport) => {
  const page = await customersPage(viewport);
  const places = ['customers', 'customers/375336667710', 'calls', 'calls/long.1'];
  for (const place of places) {
    await page.goto(`/#/enterprises/${agency.number}/${place}`);
    await page.getByText(LONG.slice(0, 50)).first().waitFor();
    expect([place, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([place, viewport.width]);
    const height = await page
      .locator('.name-told')
      .evaluateAll((names) => Math.max(...names.map((name) => name.getBoundingClientRect().height)));
    expect([place, height < 80]).toEqual([place, true]);
  }
});
