import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

import { readInstance } from '../../platform/instance.ts';
import { findStrays } from '../../workers/local/stray-processes.ts';
import { waitFor } from '../support/wait-for.ts';
import { startProcess } from './start-process.ts';

const UP = 'Ctrl-C stops it';

function dataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'uon-telephony-start-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

/** A click on a phone in the simulated U-ON rings the simulated PBX, whose call comes back to U-ON as a record. */
async function expectClickToCall(folder: string): Promise<void> {
  const { uonUrl = '' } = readInstance(folder) ?? {};
  const asked = async (path: string) => (await fetch(`${uonUrl}/_sim/${path}`)).json();
  const created = z.array(z.looseObject({ type_id: z.number(), status: z.number().nullable() }));
  await waitFor('the client of the demo call to be told of', async () =>
    created.parse(await asked('webhooks')).some(({ type_id, status }) => type_id === 3 && status === 200),
  );
  await fetch(`${uonUrl}/_sim/click`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ manager_id: 4, phone: '375296254070', client_id: 11 }),
  });
  const accounts = z.record(z.string(), z.looseObject({ callRecords: z.array(z.looseObject({ phone: z.string() })) }));
  await waitFor('the record of the call', async () =>
    Object.values(accounts.parse(await asked('state'))).some(({ callRecords }) =>
      callRecords.some((record) => record.phone === '375296254070' && record['direction'] === 1),
    ),
  );
}

test(
  'a demo call is played and told; after kill -9 the next start goes on with its data',
  { timeout: 180_000 },
  async () => {
    const folder = dataDir();
    const first = startProcess({ DATA_DIR: folder });
    await first.wrote(UP);
    for (const effect of ['user/create', 'lead/create', 'notification/create', 'call_history/create', 'user/update']) {
      expect(first.output()).toContain(effect);
    }
    expect(first.output()).toMatch(/http:\/\/127\.0\.0\.1:\d+\/namespaces\/default\/workflows\/call%3A0367%3A/);
    expect(first.output()).toContain('connected, webhooks of types 3, 4, 47');
    await expectClickToCall(folder);
    const callUrl = /GET (http\S+?)\)/.exec(first.output())?.[1] ?? '';
    await first.end('SIGKILL');

    const second = startProcess({ DATA_DIR: folder });
    await second.wrote(UP);
    expect(second.output()).toMatch(/Ended what an earlier start had left running: .*PostgreSQL.*Temporal/);
    const { apiUrl = '' } = readInstance(folder) ?? {};
    expect((await fetch(`${apiUrl}/readyz`)).status).toBe(200);
    const authorization = `Bearer ${readFileSync(join(folder, 'service-token'), 'utf8').trim()}`;
    const stored = await fetch(new URL(new URL(callUrl).pathname, apiUrl), { headers: { authorization } });
    expect(await stored.json()).toMatchObject({ status: 'ended', answered: true, extension: '151', manager_id: '3' });

    const { code, seconds } = await second.end('SIGTERM');
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(30);
    expect(findStrays(folder)).toEqual([]);
    expect(readInstance(folder)).toBeUndefined();
  },
);

test(
  'DEMO=0 has no simulator, no enterprise and no call; a second start on its folder is refused',
  { timeout: 120_000 },
  async () => {
    const folder = dataDir();
    const first = startProcess({ DATA_DIR: folder, DEMO: '0' });
    await first.wrote(UP);
    expect(first.output()).toMatch(/its first owner {2}http:\/\/127\.0\.0\.1:\d+\/#\/welcome\/[\w-]{43} /);
    expect(first.output()).not.toMatch(/simulator|0367/i);
    expect(readInstance(folder)?.uonUrl).toBe('https://api.u-on.ru');
    for (const secret of ['secrets-key', 'service-token', 'instance.json']) {
      expect(statSync(join(folder, secret)).mode & 0o777).toBe(0o600);
    }

    const second = startProcess({ DATA_DIR: folder, DEMO: '0' });
    await second.wrote(`is in use by process ${first.process.pid}`);
    expect((await first.end('SIGINT')).code).toBe(0);
  },
);

test('every mistake of the environment is named and nothing is started', async () => {
  const start = startProcess({ DATA_DIR: dataDir(), PORT: 'x', DEMO: 'perhaps', UON_URL: 'http://api.u-on.ru' });
  await start.wrote('UON_URL: an https URL');
  expect(start.output()).toMatch(/PORT: .+DEMO: /s);
});
