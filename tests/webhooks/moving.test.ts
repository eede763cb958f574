import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connecting, foreignWebhook, PUBLIC_URL } from '../support/connecting.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
const { standing, looked, apply, later, moved, expectConnected } = connecting(() => system);
beforeAll(async () => {
  system = await startSystem({ more: { PUBLIC_URL, RETRY_TIME_SCALE: '0.1' } });
});
afterAll(() => system.stop());

/** An account in which somebody else's webhooks have the very ids that ours have in the enterprise's. */
function withTheSameIds(of: TestEnterprise): { to: TestEnterprise; foreign: ReturnType<typeof foreignWebhook>[] } {
  const to = moved(of);
  const foreign = standing(of).map(({ id, type_id }) => foreignWebhook(id, type_id));
  standing(to).push(...foreign);
  return { to, foreign };
}

describe('an enterprise that moves to another account', () => {
  it.concurrent.each(['', ' and sends back what it was shown'])(
    'touches no webhook with the ids of its own%s',
    async (isSentBack) => {
      const of = await system.enterprise();
      await expectConnected(of);
      const { webhooks } = await looked(of);
      const { to, foreign } = withTheSameIds(of);
      await apply(to, isSentBack ? { webhooks } : {});
      await expectConnected(to);
      expect(standing(of)).toEqual([]);
      expect(standing(to)).toEqual(expect.arrayContaining(foreign));
      expect(standing(to)).toHaveLength(6);
      await apply(to, { enabled: false });
      expect(await looked(to)).toMatchObject({ state: 'off', problem: null, webhooks: {} });
      expect(standing(to)).toEqual(foreign);
    },
  );

  it.concurrent.each(['webhook/create', 'webhook/delete'])(
    'touches none while %s fails in the old one',
    async (route) => {
      const of = await system.enterprise();
      await expectConnected(of);
      const { to, foreign } = withTheSameIds(of);
      const fault = system.uon.faults.add({ apiKey: of.apiKey, route, kind: '5xx', times: Infinity });
      const requestsBefore = system.uon.requests.length;
      await apply(of, { webhook_secret: `another-secret-${of.number}` });
      await waitFor('the failure', () => system.uon.requests.slice(requestsBefore).some((one) => one.route === route));
      await apply(to, { webhook_secret: `another-secret-${of.number}` });
      await waitFor('the new account', () => standing(to).length === 6);
      system.uon.faults.remove(fault);
      await waitFor('the last look', async () => (await looked(of)).state === 'connected');
      await later(of, '11 minutes');
      await waitFor('the old account to be clear', () => standing(of).length === 0, 60_000);
      await expectConnected(to);
      expect(standing(to)).toEqual(expect.arrayContaining(foreign));
    },
    120_000,
  );

  it.concurrent('is connected though the old one can not be reached, says so, and clears that once it answers', async () => {
    const of = await system.enterprise();
    await expectConnected(of);
    const to = moved(of);
    const fault = system.uon.faults.add({ apiKey: of.apiKey, kind: 'reset', times: Infinity });
    await apply(to, {});
    expect(await looked(to, 60_000)).toMatchObject({
      state: 'connected',
      problem: expect.stringContaining('в прежнем аккаунте'),
    });
    expect([standing(of).length, standing(to).length]).toEqual([3, 3]);
    system.uon.faults.remove(fault);
    await later(to, '11 minutes');
    await waitFor('the old account to be clear', () => standing(of).length === 0, 60_000);
    await expectConnected(to);
  }, 120_000);

  it.concurrent('loses nothing where both keys are of one account', async () => {
    const of = await system.enterprise();
    await expectConnected(of);
    const to = moved(of);
    // What stands by one key stands by the other.
    system.uon.account(to.apiKey).webhooks = standing(of);
    await apply(to, {});
    await expectConnected(to);
    expect(standing(to)).toHaveLength(3);
  });
});
