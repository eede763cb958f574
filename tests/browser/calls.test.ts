import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser } from '../support/admin.ts';
import { startRecordings, type RecordingServer } from '../support/recordings.ts';
import type { System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { DESK, expectAccessible, keepPicture, PHONE, withBrowser } from './browser.ts';
import { AGENCY, callFrom, setCallsStage, type PlayedCall } from './calls-stage.ts';
import { fillWithPast } from './calls-past.ts';

/** Clients of the demo: with an open lead and a manager, and with archived leads only. */
const IVANOV = '375296254070';
const YUONOVA = '375293213218';
/** An administrator of another agency. */
const OTHERS = 'other@example.com';
const CALLS = `/#/enterprises/${AGENCY.number}/calls`;

let system: System;
let recordings: RecordingServer;
/** By who is logged in there. */
const pages = new Map<string, Page>();

beforeAll(async () => {
  [system, recordings] = await Promise.all([setCallsStage(), startRecordings()]);
  await addUser(system.pool, 'petr@example.com', { role: 'administrator', enterprises: ['0367'] });
  await addUser(system.pool, 'reads@example.com', { role: 'reader', enterprises: ['0367'] });
  await addUser(system.pool, OTHERS, { role: 'administrator', enterprises: ['0412'] });
  await fillWithPast(system);
}, 120_000);
afterAll(async () => {
  await recordings?.close();
  await system?.stop();
});
const browser = withBrowser();

/** Somebody's page, where the address leads. Each user is logged in once, and has one page. */
async function open(address = CALLS, { viewport = DESK, email = 'petr@example.com' } = {}): Promise<Page> {
  const page = pages.get(email) ?? (await browser.open(system.url, { email, isKept: true })).page;
  pages.set(email, page);
  await page.setViewportSize(viewport);
  await page.goto('about:blank');
  await page.goto(address);
  return page;
}

const part = (page: Page, name: string) => page.getByRole('region', { name });
const live = (page: Page) => part(page, 'Сейчас на линии');
const past = (page: Page) => part(page, 'Прошедшие звонки');
const step = (page: Page, text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text });
const pageOf = ({ callId }: PlayedCall) => `${CALLS}/${callId}`;

/** A call that ended, with all that it owed. */
async function endedCall(phone: string, more: Parameters<PlayedCall['hangsUp']>[0] & { missed?: boolean } = {}) {
  const call = callFrom(system, phone);
  await call.rings();
  if (!more.missed) await call.isAnswered();
  await call.hangsUp(more);
  await system.closed(AGENCY, call.callId);
  return call;
}

it('a call appears live with its name, is talked in, and ends among the past ones', async () => {
  const page = await open('/#/enterprises/0367');
  await live(page).waitFor();
  expect(page.url()).toContain('/calls');
  const [known, other] = [callFrom(system, IVANOV), callFrom(system, '375447034448', { rung: ['150'] })];
  await known.rings();
  const card = live(page).getByRole('listitem').filter({ hasText: '+375 29 625-40-70' });
  await card.getByText('Звонит').waitFor();
  await card.getByText('Иванов Иван Петрович').waitFor();
  await card.getByText('Входящий').waitFor();
  await card.getByRole('timer').waitFor();
  await card.getByText(/^(Поиск клиента|Уведомление|Новое обращение)[^:]*: /).waitFor();
  await known.isAnswered('151');
  await card.getByText('Разговор').waitFor();
  await other.rings();
  await live(page).getByText('+375 44 703-44-48').waitFor();
  await live(page).getByText('Бойко Сергей').waitFor();
  await expectAccessible(page);
  await keepPicture(page, 'calls');
  await known.hangsUp();
  await card.waitFor({ state: 'detached' });
  const row = past(page).getByRole('row').filter({ hasText: 'Иванов Иван Петрович' }).first();
  await row.getByText('Отвечен').waitFor();
  await row.getByText('1 мин 12 с').waitFor();
  await other.hangsUp();
  await live(page).getByText('Сейчас никто не звонит').waitFor();
});

it('says so when what it shows is not of now, and comes back by itself', async () => {
  const page = await open();
  await live(page).getByText('Сейчас никто не звонит').waitFor();
  await page.context().setOffline(true);
  await page.getByText('Связь прервана, обновляется').waitFor();
  await page.context().setOffline(false);
  await page.getByText('Связь прервана, обновляется').waitFor({ state: 'detached' });
});

it('a call’s page follows it, and tells what was done and what U-ON was asked and answered', async () => {
  const call = callFrom(system, YUONOVA);
  await call.rings();
  const page = await open(pageOf(call));
  await page.getByText('Звонок идёт').waitFor();
  await call.isAnswered();
  await page.getByText('Разговор', { exact: true }).waitFor();
  await call.hangsUp({ recordUrl: recordings.url });
  await page.getByText('Звонок идёт').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Юонова Юлия Николаевна' }).waitFor();
  await step(page, 'АТС: звонок начался').waitFor();
  await step(page, 'Поиск клиента по номеру: найден').waitFor();
  await step(page, 'Новое обращение: создано').waitFor();
  await step(page, /Уведомление: Ковалёв Артём.*вн\. 151: показано/).waitFor();
  const record = step(page, 'Запись о звонке в U-ON: создана');
  const request = record.getByRole('group').filter({ hasText: 'call_history/create' });
  await request.locator('summary').click();
  expect(await request.innerText()).toMatch(/Отправлено[^]*"phone"[^]*Ответ[^]*"result"/);
  expect(await page.getByText(AGENCY.apiKey).count()).toBe(0);
  const client = page.getByRole('link', { name: '№ 12' });
  expect(await client.getAttribute('href')).toBe('https://id67054.u-on.ru/client_edit.php?client_id=12');
  expect(await page.getByRole('link', { name: 'Открыть в Temporal' }).getAttribute('href')).toContain(call.callId);
  await expectAccessible(page);
  await keepPicture(page, 'call-request');
  await page.evaluate('scrollTo(0, 0)');
  await keepPicture(page, 'call');
});

it('a recording is played here', async () => {
  const call = await endedCall(IVANOV, { recordUrl: recordings.url });
  const page = await open(pageOf(call));
  const player = page.locator('audio');
  await player.evaluate((audio: { play(): Promise<void> }) => audio.play());
  await expect.poll(() => player.evaluate((audio: { duration: number }) => audio.duration)).toBe(1);
});

it('a step that failed says why and what to do, and is done once when it is repeated', async () => {
  const account = system.uon.account(AGENCY.apiKey);
  system.uon.faults.add({ route: 'call_history/create', kind: 'refused' });
  const call = await endedCall(IVANOV);
  const page = await open(CALLS);
  await past(page).getByText('Не удалось: 1').first().waitFor();
  await page.goto(pageOf(call));
  const failed = step(page, 'Запись о звонке в U-ON: не создана');
  await failed.getByText('U-ON отказал').waitFor();
  await failed.getByText('Что делать').waitFor();
  await expectAccessible(page);
  await failed.scrollIntoViewIfNeeded();
  await keepPicture(page, 'call-failed');
  const records = () => account.callRecords.filter(({ note }) => note?.includes(call.callId)).length;
  expect(records()).toBe(0);
  await failed.getByRole('button', { name: 'Повторить' }).click();
  await page.getByRole('alert').getByText('В U-ON будет создана запись об этом звонке').waitFor();
  expect(records()).toBe(0);
  await page.getByRole('button', { name: 'Да, повторить' }).click();
  const done = step(page, 'Запись о звонке в U-ON: создана');
  await done.waitFor();
  // What U-ON was asked for it is stored a moment later, and is told without a reload.
  await done.getByText('call_history/create').first().waitFor();
  expect(records()).toBe(1);
  await page.getByRole('button', { name: 'Повторить' }).waitFor({ state: 'detached' });
});

it('who may only read sees the story and no «Повторить»; who is of another agency sees nothing of it', async () => {
  system.uon.faults.add({ route: 'call_history/create', kind: 'refused' });
  const call = await endedCall(IVANOV);
  const page = await open(pageOf(call), { email: 'reads@example.com' });
  await step(page, 'Запись о звонке в U-ON: не создана').getByText('U-ON отказал').waitFor();
  expect(await page.getByRole('button', { name: 'Повторить' }).count()).toBe(0);
  // He asks for what is not his, and the browser says that he was refused.
  const { page: others } = await browser.open(system.url, { email: OTHERS, meant: /status of 403 / });
  await others.goto(pageOf(call));
  await others.getByRole('heading', { name: 'Предприятия' }).waitFor();
  expect(await others.getByText('Иванов').count()).toBe(0);
});

it('calls are found by the end of a phone and by how they went; the address keeps it', async () => {
  const page = await open();
  const rows = () => past(page).getByRole('row').count();
  await past(page).getByRole('row').nth(3).waitFor();
  await page.getByLabel('Телефон').fill('нет номера');
  await page.getByText('Это не номер').waitFor();
  await page.getByLabel('Телефон').fill('12');
  await page.getByLabel('Направление').focus();
  await page.getByText('хотя бы 4 последние цифры').waitFor();
  await page.getByLabel('Телефон').fill('00-31-34');
  await expect.poll(() => page.url()).toContain('phone=00-31-34');
  await expect.poll(rows).toBe(2);
  await past(page).getByRole('row').filter({ hasText: 'Никитина Анна' }).waitFor();
  await page.getByLabel('Внутренний').fill('152');
  await expect.poll(() => page.url()).toContain('extension=152');
  await page.getByLabel('Внутренний').fill('');
  await expect.poll(() => page.url()).not.toContain('extension');
  await page.getByLabel('Результат').selectOption({ label: 'Без ответа' });
  await page.getByText('По этим условиям ничего не нашлось').waitFor();
  await expectAccessible(page);
  await page.reload();
  await page.getByText('По этим условиям ничего не нашлось').waitFor();
  expect(await page.getByLabel('Телефон').inputValue()).toBe('00-31-34');
  await page.getByRole('button', { name: 'Сбросить фильтры' }).first().click();
  await expect.poll(rows).toBeGreaterThan(5);
  expect(await page.getByLabel('Телефон').inputValue()).toBe('');
});

it('what is looked at is downloaded as a file', async () => {
  const page = await open(`${CALLS}?phone=0000`);
  await page.getByLabel('Телефон').fill('7003134');
  await past(page).getByText('Никитина Анна').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Скачать CSV' }).click(),
  ]);
  await page.getByText('Файл готов, строк: 1').waitFor();
  expect(download.suggestedFilename()).toMatch(/^0367_звонки_\d{4}-\d\d-\d\d\.csv$/);
  const file = readFileSync(await download.path(), 'utf8');
  expect(file.charCodeAt(0)).toBe(0xfe_ff);
  expect(file).toContain('375297003134');
  expect(file.trim().split('\r\n')).toHaveLength(2);
});

it('a download can be cancelled', async () => {
  const page = await open();
  await page.route('**/calls/export?*', () => undefined);
  await page.getByRole('button', { name: 'Скачать CSV' }).click();
  await page.getByText('0 из').waitFor();
  await page.getByRole('button', { name: 'Отмена' }).click();
  await page.getByText('Скачивание отменено').waitFor();
  await page.getByRole('button', { name: 'Скачать CSV' }).waitFor();
  await page.unroute('**/calls/export?*');
});

it('who has gone further down is told of new calls, and what he reads does not move until he asks', async () => {
  await system.pool.query(
    `insert into calls (enterprise_number, call_id, opened_at, closed_at, status, direction, answered, phone_e164, steps)
     select $1, '1700000000.' || n, to_timestamp(1700000000 + n), to_timestamp(1700000060 + n), 'ended', 'incoming', false,
            '+37544' || (1000000 + n), '[]' from generate_series(1, 60) as n`,
    [AGENCY.number],
  );
  const page = await open();
  const rows = past(page).getByRole('row');
  await rows.nth(50).waitFor();
  expect(await rows.count()).toBe(51);
  await page.getByRole('button', { name: 'Показать ещё' }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(60);
  const first = await rows.nth(1).innerText();
  const call = await endedCall(YUONOVA);
  const fresh = page.getByRole('button', { name: 'Есть новые звонки, показать' });
  await fresh.waitFor();
  expect(await rows.nth(1).innerText()).toBe(first);
  await fresh.click();
  await rows.nth(1).locator(`a[href*="${call.callId}"]`).waitFor();
  await fresh.waitFor({ state: 'detached' });
});

it('fits a phone: calls are cards there', async () => {
  const page = await open(CALLS, { viewport: PHONE });
  await past(page).getByRole('listitem').nth(3).waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  const width = () => page.evaluate('document.documentElement.scrollWidth');
  expect(await width()).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(page);
  await keepPicture(page, 'calls-phone');
  await past(page).getByRole('listitem').first().getByRole('link').click();
  await part(page, 'Что происходило').waitFor();
  expect(await width()).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(page);
});

it('can be used with the keyboard alone', async () => {
  system.uon.faults.add({ route: 'call_history/create', kind: 'refused' });
  const call = await endedCall(IVANOV);
  const page = await open(`${CALLS}?phone=6254070`);
  await past(page).getByRole('row').nth(1).waitFor();
  const focused = () =>
    page.evaluate(
      '((at) => at === document.body ? "" : (at.getAttribute("href") ?? at.textContent))(document.activeElement)',
    );
  const tabTo = async (wanted: string) => {
    for (let n = 0; n < 40 && !String(await focused()).includes(wanted); n += 1) await page.keyboard.press('Tab');
    expect(await focused()).toContain(wanted);
  };
  await tabTo(call.callId);
  await page.keyboard.press('Enter');
  await step(page, 'Запись о звонке в U-ON: не создана').waitFor();
  await waitFor('the heading to have the focus', async () => (await focused()) === 'Иванов Иван Петрович');
  await tabTo('Повторить');
  await page.keyboard.press('Enter');
  const question = 'В U-ON будет создана запись';
  await waitFor('the question to have the focus', async () => String(await focused()).startsWith(question));
  await page.keyboard.press('Enter');
  await tabTo('Отмена');
  await page.keyboard.press('Enter');
  await waitFor('the button to have it again', async () => (await focused()) === 'Повторить');
  await page.keyboard.press('Enter');
  await waitFor('the question to have the focus', async () => String(await focused()).startsWith(question));
  await tabTo('Да, повторить');
  await page.keyboard.press('Enter');
  await step(page, 'Запись о звонке в U-ON: создана').waitFor();
  await page.getByRole('button', { name: 'Повторить' }).waitFor({ state: 'detached' });
  expect(await focused()).not.toBe('');
});

it('is readable in the dark, and in English', async () => {
  const page = await open();
  await page.getByText('EN', { exact: true }).click();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await past(page).or(part(page, 'Past calls')).getByRole('row').nth(3).waitFor();
  await expectAccessible(page);
  await keepPicture(page, 'calls-dark');
  await part(page, 'Past calls').getByRole('link').first().click();
  await part(page, 'What happened').waitFor();
  await expectAccessible(page);
});

it('what the PBX wrote is text and leads nowhere', async () => {
  const call = callFrom(system, IVANOV, { trunk: '<img src=x onerror=alert(1)>' });
  await call.rings();
  await call.isAnswered();
  await call.hangsUp({ recordUrl: 'javascript:alert(1)' });
  await system.closed(AGENCY, call.callId);
  const page = await open(pageOf(call));
  await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
  expect(await page.locator('[href^="javascript"], img[src="x"]').count()).toBe(0);
});
