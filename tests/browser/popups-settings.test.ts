import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notePopupOpened } from '../../db/popup-counts.ts';
import { claimPopup, dropPopup, markPopup } from '../../db/popups.ts';
import { demoSeed } from '../../simulators/uon/demo-seed.ts';
import { addUser } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';
import { DESK, expectAccessible, keepPicture, PHONE, withBrowser } from './browser.ts';
import { storeEnterprise } from './stage.ts';

const email = 'petr@example.com';
let system: System;

beforeAll(async () => {
  system = await startSystem({ more: { PUBLIC_URL: 'https://telephony.example' } });
  system.uon.setAccount('key-of-0367', demoSeed);
  await storeEnterprise(system, '0367', 'Турагентство «Июнь»', {
    ...{ api_key: 'key-of-0367', subdomain: 'id67054', user_extensions: { 2: '150', 3: '151' } },
    incoming_call_actions: { missed_call_task: true },
  });
  await storePopups(system);
  await addUser(system.pool, email, { role: 'administrator', enterprises: ['0367'] });
}, 120_000);
afterAll(() => system?.stop());
const browser = withBrowser();

async function open(viewport = DESK): Promise<Page> {
  const { page } = await browser.open(system.url, { email, viewport });
  await page.goto('/#/enterprises/0367/uon');
  await page.getByRole('heading', { name: 'Всплывающие карточки' }).waitFor();
  return page;
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const save = async (page: Page) => {
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await page.getByText('Сохранено', { exact: true }).waitFor();
};

/** What the database holds of `uon` below a key. */
async function stored(key: string): Promise<unknown> {
  const { rows } = await system.pool.query<{ found: unknown }>(
    `SELECT integrations_config -> 'uon' -> $1 AS found FROM enterprises WHERE number = '0367'`,
    [key],
  );
  return rows[0]?.found;
}

it('is accessible while the counts are on their way', async () => {
  const { page } = await browser.open(system.url, { email });
  let release: (() => Promise<void>) | undefined;
  await page.route('**/popups/counts*', (route) => void (release = () => route.continue()));
  await page.goto('/#/enterprises/0367/uon');
  const cards = part(page, 'Всплывающие карточки');
  await cards.getByRole('progressbar', { name: 'Как карточки доходят' }).waitFor();
  await expectAccessible(page);
  await release?.();
  await cards.getByRole('cell', { name: '3 (75%)' }).waitFor();
});

it('each popup is shown with leads, requests and last calls as the form wants them', async () => {
  const page = await open();
  const cards = part(page, 'Всплывающие карточки');
  const shown = cards.getByRole('figure');
  await cards.getByRole('switch', { name: 'Показывать заявки' }).check();
  await cards.getByRole('cell', { name: '3 (75%)' }).waitFor();
  await page.setViewportSize({ width: 1280, height: 1530 });
  await page.getByRole('button', { name: 'Всплывающие карточки', exact: true }).click();
  await keepPicture(page, 'uon-popups');
  expect(await shown.innerText()).toMatch(/Клиент менеджера: Петрова Анна[^]*Активные обращения[^]*Последние звонки/);
  expect(await shown.getByRole('link', { name: '№ 1204' }).getAttribute('href')).toContain('/lead/edit/1204');
  await cards.getByRole('textbox', { name: 'Последних звонков в карточке' }).fill('0');
  expect(await shown.innerText()).toMatch(/Заявки/);
  expect(await shown.innerText()).not.toMatch(/Последние звонки/);
  await cards.getByText('Ссылки в карточке').click();
  await cards.getByRole('textbox', { name: 'Обращение' }).fill('https://crm.example/{lead_id}');
  expect(await shown.getByRole('link', { name: '№ 1204' }).getAttribute('href')).toBe('https://crm.example/1204');
  const scenarios = cards.getByRole('radiogroup', { name: 'Кто звонит' });
  await scenarios.getByRole('radio', { name: 'Клиент другого менеджера' }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await shown.innerText()).toContain('⭐ Ваш клиент');
  await scenarios.getByText('Прошлый звонок пропущен').click();
  expect(await shown.innerText()).toContain('❗ Прошлый звонок пропущен');
  expect(await scenarios.getByText('Несколько звонков сразу').count()).toBe(0);
  await cards.getByRole('textbox', { name: 'Объединять карточки за, с' }).fill('20');
  await scenarios.getByText('Несколько звонков сразу').click();
  expect(await shown.innerText()).toContain('3 звонка за 20 с');
  await save(page);
  expect(await stored('notifications')).toMatchObject({ last_calls: 0, show_requests: true, merge_window_s: 20 });
  expect(await stored('links')).toMatchObject({ lead: 'https://crm.example/{lead_id}' });
  await expectAccessible(page);
});

/** Popups of twenty days ago: four full ones and a plain one. */
async function storePopups({ pool }: System): Promise<void> {
  const key = () => ({ enterprise: '0367', callId: randomUUID(), managerId: '3' });
  const eventAtMs = Date.now();
  for (const [index, variant] of (['enriched', 'enriched', 'enriched', 'basic'] as const).entries()) {
    const [popup, sender] = [key(), randomUUID()];
    await claimPopup(pool, popup, { variant, sender, eventAtMs, rest: 0 });
    await markPopup(pool, popup, sender, 'sent');
    if (index === 0) await notePopupOpened(pool, popup);
  }
  await dropPopup(pool, key(), { variant: 'enriched', why: 'late', eventAtMs });
  await pool.query(`UPDATE popups SET claimed_at = claimed_at - interval '20 days'`);
}

it('counts of full and plain popups stand side by side, on a phone too', async () => {
  const page = await open(PHONE);
  const cards = part(page, 'Всплывающие карточки');
  await cards.getByRole('cell', { name: '3 (75%)' }).waitFor();
  const row = (name: string) => cards.getByRole('row', { name });
  expect(await row('U-ON показал').innerText()).toMatch(/3 \(75%\)\s+1 \(100%\)/);
  expect(await row('из них открыли ссылку').innerText()).toMatch(/1 \(33%\)\s+0 \(0%\)/);
  await cards.getByText('7 дней').click();
  await cards.getByText('За это время карточек не было').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await expectAccessible(page);
});

it('a missed call’s task keeps to working hours, which are told by examples', async () => {
  const page = await open();
  const incoming = part(page, 'Входящие');
  await incoming.getByRole('switch', { name: 'Только в рабочее время' }).check();
  expect(await incoming.innerText()).toMatch(/звонок: пятница \S+, 19:40 → задача: понедельник \S+, 09:00/);
  await incoming.getByRole('checkbox', { name: 'сб' }).check();
  expect(await incoming.innerText()).toMatch(/пятница \S+, 19:40 → задача: суббота \S+, 09:00/);
  await incoming.getByRole('textbox', { name: 'До' }).fill('8:00');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await incoming.getByText('Нужно время вида 09:00').waitFor();
  await incoming.getByRole('textbox', { name: 'До' }).fill('20:00');
  expect(await incoming.innerText()).toMatch(/пятница \S+, 19:40 → задача: пятница \S+, 19:55/);
  await page.setViewportSize({ width: 1280, height: 950 });
  // So far that the list of parts marks the one that it belongs to.
  await page.evaluate('scrollBy(0, -280)');
  await page.locator('[aria-current=true]', { hasText: 'Входящие' }).waitFor();
  await keepPicture(page, 'uon-task');
  await save(page);
  expect(await stored('incoming_call_actions')).toMatchObject({
    working_hours: { days: [1, 2, 3, 4, 5, 6], from: '09:00', to: '20:00' },
  });
});
