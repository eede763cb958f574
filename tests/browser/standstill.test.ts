import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser, OWNER } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';
import { DESK, expectAccessible, PHONE, withBrowser } from './browser.ts';
import { storeEnterprise } from './stage.ts';

let system: System;
beforeAll(async () => {
  // The API alone: nobody works on calls.
  system = await startSystem({ workers: [], more: { RETRY_TIME_SCALE: '0.1' } });
  await storeEnterprise(system, '0412', 'Море и горы', { enabled: false });
  await addUser(system.pool, 'anna@example.com', OWNER);
  await addUser(system.pool, 'petr@example.com', { role: 'administrator', enterprises: ['0412'] });
}, 120_000);
afterAll(() => system?.stop());
const browser = withBrowser();

async function visit(who: 'anna' | 'petr', viewport = DESK) {
  const { page } = await browser.open(system.url, { viewport, email: `${who}@example.com` });
  await page.goto('/');
  return page;
}

it('an administrator learns that nothing works, and whom to tell, in the list and at his enterprise', async () => {
  const page = await visit('petr', PHONE);
  const notice = page.getByRole('alert').filter({ hasText: 'Обработка звонков остановлена' }).first();
  await notice.getByText('Сообщите владельцу установки').waitFor();
  expect(await notice.innerText()).not.toContain('npm run');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Море и горы' }).click();
  await page.getByRole('tab', { name: 'Звонки' }).waitFor();
  await notice.getByText('Сообщите владельцу установки').waitFor();
});

it('an owner is told what to start; once it works, the notice goes', async () => {
  const page = await visit('anna');
  const notice = page.getByRole('alert').filter({ hasText: 'Обработка звонков остановлена' }).first();
  await notice.getByText('npm run worker -- calls').waitFor();
  await notice.getByRole('link', { name: 'Состояние системы' }).waitFor();
  await expectAccessible(page);
  await Promise.all([system.startWorker('calls'), system.startWorker('uon')]);
  await notice.waitFor({ state: 'detached', timeout: 20_000 });
});
