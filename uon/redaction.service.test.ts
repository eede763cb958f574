import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { FaultOptions } from '../simulators/uon/faults.ts';
import { connectClient, type ConnectedClient } from '../tests/uon/connected-client.ts';
import type { UonAccess } from './access.ts';

const KEY = 'very-secret-key';
const PHONE = '375296254070';

let connected: ConnectedClient;
const logged: unknown[] = [];

beforeAll(async () => {
  const note = (...said: unknown[]) => void logged.push(said);
  connected = await connectClient({ log: { debug: note, warn: note, error: note } });
  connected.simulator.setAccount(KEY, {});
});

afterAll(() => connected.close());

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
  const access: UonAccess = {
    account: randomUUID(),
    apiKey: KEY,
    apiUrl: connected.simulator.url,
    bodyFormat: 'json',
    ...to,
  };
  const options = { class: 'live' as const, timeoutMs: 100, ...(signal && { signal }) };
  return connected.client.findClientsByPhone(access, PHONE, options).then(
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
    connected.simulator.faults.add({ kind });
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
