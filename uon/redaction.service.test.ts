import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';

import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createSlotGrants } from '../db/limiter.ts';
import { createPool } from '../db/pool.ts';
import type { FaultOptions } from '../simulators/uon/faults.ts';
import { startUonSimulator, type UonSimulator } from '../simulators/uon/server.ts';
import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';
import type { UonAccess } from './access.ts';
import { createUonClient, type UonClient } from './client.ts';
import { createLimiter } from './limiter.ts';

const KEY = 'very-secret-key';
const PHONE = '375296254070';

let database: TestDatabase;
let pool: pg.Pool;
let simulator: UonSimulator;
let client: UonClient;
const logged: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, { max: 4 });
  simulator = await startUonSimulator({ accounts: { [KEY]: {} }, limitPerSecond: 1000 });
  const log = {
    debug: (...said: unknown[]) => void logged.push(said),
    warn: (...said: unknown[]) => void logged.push(said),
  };
  client = createUonClient({ limiter: createLimiter({ grants: createSlotGrants(pool) }), log });
});

afterAll(async () => {
  client.close();
  await simulator.close();
  await pool.end();
  await database.drop();
});

/** All that a log, a history or a debugger could get out of a value. */
function everythingOf(value: unknown): string {
  const parts = [
    inspect(value, { depth: Infinity, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
  ];
  for (let error = value; error instanceof Error; error = error.cause) parts.push(error.message, error.stack ?? '');
  return parts.join('\n');
}

async function failure(to: Partial<UonAccess>, signal?: AbortSignal): Promise<unknown> {
  const access: UonAccess = { account: randomUUID(), apiKey: KEY, apiUrl: simulator.url, bodyFormat: 'json', ...to };
  const options = { class: 'live' as const, timeoutMs: 100, ...(signal && { signal }) };
  return client.findClientsByPhone(access, PHONE, options).then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
}

function expectClean(error: unknown): void {
  for (const text of [everythingOf(error), everythingOf(logged)]) {
    expect(text).not.toContain(KEY);
    expect(text).not.toContain(PHONE);
    expect(text).not.toContain('http://');
    expect(text).not.toContain('https://');
  }
}

test.each<FaultOptions['kind']>(['5xx', 'reset', 'timeout', '429', '403'])(
  'a failure by %s shows neither key nor address nor phone',
  async (kind) => {
    simulator.faults.add({ kind });
    expectClean(await failure({}));
  },
);

test.each([
  ['nobody listens', 'http://127.0.0.1:1'],
  ['the name is unknown', 'https://u-on.invalid'],
  ['the address is none', 'nonsense'],
  ['the address is not safe', 'http://u-on.invalid'],
])('a failure because %s shows neither key nor address nor phone', async (_, apiUrl) => {
  expectClean(await failure({ apiUrl }));
});

test('a failure by a wrong key or an abort shows neither key nor address nor phone', async () => {
  expectClean(await failure({ apiKey: `${KEY}/${PHONE}` }));
  expectClean(await failure({}, AbortSignal.abort(new Error(`${KEY} ${PHONE}`))));
});
