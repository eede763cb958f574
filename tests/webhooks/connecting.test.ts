import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDRESS, connecting, foreignWebhook, PUBLIC_URL } from '../support/connecting.ts';
import { withEnterprises } from '../support/enterprises.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { postJson, webhooksDone } from '../support/webhooks.ts';

let system: System;
const { standing, looked, apply, later, moved, expectConnected } = connecting(() => system);
beforeAll(async () => {
  system = await startSystem({ more: { PUBLIC_URL, RETRY_TIME_SCALE: '0.1' } });
});
afterAll(() => system.stop());

async function extensionsOf(of: TestEnterprise): Promise<Record<string, string[]>> {
  const { rows } = await system.pool.query<{ known: Record<string, string[]> }>(
    'select extensions_of_uon as known from enterprises where number = $1',
    [of.number],
  );
  return rows[0]?.known ?? {};
}

describe.concurrent('an enterprise whose settings are saved', () => {
  it('is connected: three webhooks of ours, their ids stored, statuses, managers and their extensions read', async () => {
    const of = await system.enterprise({ seed: { managers: [{ u_id: 2 }, { u_id: 44, ip_internal_number: '177' }] } });
    await expectConnected(of);
    expect(await extensionsOf(of)).toEqual({ 44: ['177'] });
  });

  it("has a manager's extension at once when U-ON tells that it changed", async () => {
    const [secret, seed] = ['secret-of-the-extensions-test', { managers: [{ u_id: 44, ip_internal_number: '177' }] }];
    const of = await system.enterprise({ uon: { webhook_secret: secret }, seed });
    await expectConnected(of);
    const [manager] = system.uon.account(of.apiKey).managers;
    if (manager) manager.ip_internal_number = '188';
    const told = await postJson(`${system.url}/uon/webhook/${secret}`, { type_id: 61, manager_id: 44 });
    expect(told.status).toBe(200);
    await webhooksDone(system, of);
    await waitFor('the extension', async () => (await extensionsOf(of))['44']?.[0] === '188');
  });

  it('again changes nothing; a new address is registered anew and the old one taken away', async () => {
    const of = await system.enterprise();
    await expectConnected(of);
    const before = standing(of).map(({ id }) => id);
    await apply(of, {});
    await expectConnected(of);
    expect(standing(of).map(({ id }) => id)).toEqual(before);
    await apply(of, { webhook_secret: 'another-secret-of-20-chars' });
    await expectConnected(of);
    expect(standing(of)).toHaveLength(3);
    expect(standing(of).every(({ url }) => url.endsWith('/another-secret-of-20-chars'))).toBe(true);
  });

  it('takes away what the file names as ours, and touches nobody else', async () => {
    const foreign = foreignWebhook(7);
    const old = { ...foreign, id: 8, url: 'https://bot.example/uon/webhook' };
    const of = await system.enterprise({ uon: { enabled: false } });
    standing(of).push(foreign, old);
    await apply(of, { webhooks: { 3: 8 } });
    await expectConnected(of);
    expect(standing(of).filter(({ url }) => !ADDRESS.test(url))).toEqual([foreign]);
  });

  it('with a key that U-ON refuses is told where the API is switched on, and connected once that is mended', async () => {
    const of = await system.enterprise({ uon: { api_key: 'wrong-key' } });
    expect(await looked(of)).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/Настройки → Интеграции → API.*сохраните настройки ещё раз/),
    });
    await apply(of, {});
    await expectConnected(of);
  });

  it('with another key leaves the old account, and switched off the new one', async () => {
    const of = await system.enterprise();
    await expectConnected(of);
    const to = moved(of);
    await apply(to, {});
    await expectConnected(to);
    expect(standing(of)).toEqual([]);
    await apply(to, { enabled: false });
    expect(await looked(to)).toMatchObject({ state: 'off', webhooks: {} });
    expect(standing(to)).toEqual([]);
  });

  it('is taken out of U-ON when it is removed', async () => {
    const of = await system.enterprise();
    await expectConnected(of);
    expect(await withEnterprises(system.env, (enterprises) => enterprises.remove(of.number, 'the tests'))).toBe(true);
    await waitFor('the webhooks to be gone', () => standing(of).length === 0);
    expect((await system.post(of, 'start', {})).status).toBe(401);
    const tables = ['connections', 'webhook_secrets', 'held_accounts'];
    await waitFor('all that was kept of it to be gone', async () => {
      const kept = tables.map((table) => `select 1 from ${table} where enterprise_number = $1`).join(' union all ');
      return (await system.pool.query(kept, [of.number])).rowCount === 0;
    });
  });

  it('leaves an administrator the other types at its address, and takes them along when it leaves', async () => {
    const of = await system.enterprise({ uon: { webhook_secret: 'secret-of-the-other-types' } });
    await expectConnected(of);
    const url = standing(of)[0]?.url ?? '';
    const byHand = { ...foreignWebhook(60, 60), url };
    standing(of).push(byHand, { ...byHand, id: 61, type_id: 3 }, foreignWebhook(62, 60));
    await apply(of, { webhook_secret: 'secret-of-the-other-types' });
    await waitFor('the doubled one to go', () => standing(of).length === 5);
    expect(standing(of)).toEqual(expect.arrayContaining([byHand, foreignWebhook(62, 60)]));
    await apply(of, { enabled: false });
    expect(await looked(of)).toMatchObject({ state: 'off', problem: null });
    expect(standing(of)).toEqual([foreignWebhook(62, 60)]);
  });

  it('finds in an hour that somebody deleted a webhook', async () => {
    const of = await system.enterprise();
    await expectConnected(of);
    standing(of).pop();
    await later(of, '2 hours');
    await waitFor('the third webhook', () => standing(of).length === 3);
    await expectConnected(of);
  });

  it.each(
    ['manager', 'status_lead', 'webhook', 'webhook/create', 'webhook/delete'].flatMap((route) =>
      (['before', 'after'] as const).flatMap((when) =>
        (['5xx', 'reset'] as const).map((kind) => [route, when, kind] as const),
      ),
    ),
  )('is connected whole though %s fails %s (%s)', { timeout: 60_000 }, async (route, when, kind) => {
    const of = await system.enterprise({ uon: { enabled: false } });
    await looked(of);
    system.uon.faults.add({ apiKey: of.apiKey, route, when, kind, times: 2 });
    await apply(of, {});
    await expectConnected(of);
    await apply(of, { webhook_secret: `secret-of-20-characters-${of.number}` });
    await expectConnected(of);
    expect(standing(of)).toHaveLength(3);
  });
});
