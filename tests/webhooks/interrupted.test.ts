import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connecting, PUBLIC_URL } from '../support/connecting.ts';
import type { OwnProcess } from '../support/own-process.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
let worker: OwnProcess;
const { standing, looked, apply, moved, expectConnected } = connecting(() => system);
beforeAll(async () => {
  system = await startSystem({ workers: ['calls'], more: { PUBLIC_URL, RETRY_TIME_SCALE: '0.1' } });
  worker = await system.startWorker('uon');
});
afterAll(() => system.stop());

const asked = (of: TestEnterprise, route: string) =>
  waitFor(`${route} for ${of.number}`, () =>
    system.uon.requests.some((one) => one.apiKey === of.apiKey && one.route === route),
  );

describe('settings that change while an enterprise is connected', () => {
  it.concurrent('count in the end, and until then it is said to be looked at', async () => {
    const of = await system.enterprise({ uon: { enabled: false } });
    await looked(of);
    system.uon.faults.add({ apiKey: of.apiKey, route: 'manager', kind: 'slow', delayMs: 1_500 });
    await apply(of, {});
    await asked(of, 'manager');
    await apply(of, { enabled: false });
    expect(await looked(of)).toMatchObject({ state: 'off' });
    expect(standing(of)).toEqual([]);
  });

  it.concurrent.each(['off', 'another key'])('leave nothing behind: %s', async (change) => {
    const of = await system.enterprise({ uon: { enabled: false } });
    await looked(of);
    system.uon.faults.add({ apiKey: of.apiKey, route: 'webhook/create', kind: 'slow', when: 'after', delayMs: 1_500 });
    await apply(of, {});
    await asked(of, 'webhook/create');
    if (change === 'off') {
      await apply(of, { enabled: false });
      expect(await looked(of)).toMatchObject({ state: 'off', webhooks: {} });
    } else {
      const to = moved(of);
      await apply(to, {});
      await expectConnected(to);
    }
    expect(standing(of)).toEqual([]);
  });
});

it('a worker that is killed between any two steps leaves nothing half done', async () => {
  const routes = ['manager', 'webhook', 'webhook/create', 'webhook/delete'];
  const stories = await Promise.all(routes.map(async (route) => ({ route, of: await system.enterprise() })));
  for (const { of } of stories) await expectConnected(of);
  const requestsBefore = system.uon.requests.length;
  for (const { route, of } of stories) {
    system.uon.faults.add({ apiKey: of.apiKey, route, kind: 'slow', when: 'after', delayMs: 8_000 });
    await apply(of, { webhook_secret: `another-secret-${of.number}` });
  }
  for (const { route, of } of stories) {
    await waitFor(`${route} to be under way`, () =>
      system.uon.requests.slice(requestsBefore).some((one) => one.apiKey === of.apiKey && one.route === route),
    );
  }
  worker.child.kill('SIGKILL');
  worker = await system.startWorker('uon');
  for (const { of } of stories) {
    await expectConnected(of, 90_000);
    expect(standing(of)).toHaveLength(3);
    expect(standing(of).every(({ url }) => url.endsWith(`/another-secret-${of.number}`))).toBe(true);
  }
}, 150_000);
