import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { SERVICE_TOKEN } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { KEY_OF_API, KEY_OF_FILE, TOKEN_OF_API, TOKEN_OF_FILE, type Canary } from './canary.ts';

const run = promisify(execFile);

/** Settings that are applied and shown by the command. */
export async function applyAndShow({ system, said }: Canary): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'canary-'));
  const file = join(folder, 'enterprise.json');
  const uon = { enabled: true, api_key: KEY_OF_FILE, originate_secret: KEY_OF_FILE, webhook_secret: KEY_OF_FILE };
  const telegram = { bot_token: KEY_OF_FILE };
  const content = { number: 'canary', name: 'Canary', token: TOKEN_OF_FILE, integrations_config: { uon, telegram } };
  await writeFile(file, JSON.stringify(content));
  try {
    for (const args of [['apply', file], ['show', 'canary'], ['list']]) {
      const { stdout, stderr } = await run(process.execPath, ['tools/enterprise.ts', ...args], {
        env: { ...system.env },
      });
      said.push(stdout, stderr);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Settings that go in and out through the API, right ones and wrong ones. */
export async function changeByApi({ system, agency, said }: Canary): Promise<void> {
  const uon = { enabled: true, api_key: agency.apiKey, originate_secret: KEY_OF_FILE, webhook_secret: KEY_OF_API };
  const file = { number: 'canary-api', token: TOKEN_OF_API, integrations_config: { uon } };
  const wrong = { ...file, integrations_config: { uon: { ...uon, api_url: KEY_OF_API, colour: KEY_OF_API } } };
  const path = `${system.url}/internal/enterprises/canary-api`;
  const headers = { Authorization: `Bearer ${SERVICE_TOKEN}`, 'Content-Type': 'application/json' };
  const put = (body: unknown) => fetch(path, { method: 'PUT', headers, body: JSON.stringify(body) });
  const answers = [await put(wrong), await put(file), await fetch(path, { headers })];
  for (const answer of answers) said.push(await answer.text());
  expect(answers.map(({ status }) => status)).toEqual([422, 201, 200]);
  await waitFor('the webhooks of the agency', async () => {
    const { rows } = await system.pool.query(`select webhooks from connections where state = 'connected'`);
    return rows.length >= 2;
  });
}
