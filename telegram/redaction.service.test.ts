import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '../simulators/telegram/server.ts';
import type { TelegramFaultOptions } from '../simulators/telegram/faults.ts';
import { createTelegramClient } from './client.ts';
import { TelegramError } from './errors.ts';

const TOKEN = '123456:AA-very-secret-token';
const CHAT = '-1001234567890';
const TEXT = 'Иванов <b>+375296254070</b>';
const LONGEST_MS = 150;

let simulator: TelegramSimulator;
const counted: unknown[] = [];
const client = createTelegramClient({ onRequest: (...told) => void counted.push(told) });

beforeAll(async () => void (simulator = await startTelegramSimulator({ chats: { [CHAT]: {} } })));
afterAll(() => simulator.close());

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

async function failure({ token = TOKEN, apiUrl = simulator.url, chatId = CHAT } = {}): Promise<TelegramError> {
  const message = { chatId, threadId: null, html: TEXT };
  const error: unknown = await client.sendMessage({ token, apiUrl }, message, LONGEST_MS).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TelegramError)) throw new Error('it did not fail', { cause: error });
  return error;
}

function expectClean(error: unknown): void {
  for (const text of [everythingOf(error), everythingOf(counted)]) {
    for (const secret of ['very-secret', '375296254070', 'Иванов', 'http://', '/bot'])
      expect(text).not.toContain(secret);
  }
}

test.each<[TelegramFaultOptions['kind'], object]>([
  ['5xx', { kind: 'unclear', why: 'no-answer' }],
  ['reset', { kind: 'unclear', why: 'no-answer' }],
  ['timeout', { kind: 'unclear', why: 'no-answer' }],
  ['429', { kind: 'too-many', retryAfterMs: 1_000 }],
])('a failure by %s shows neither token nor address nor text', async (kind, trouble) => {
  simulator.faults.add({ kind });
  const error = await failure();
  expect(error.trouble).toEqual(trouble);
  expectClean(error);
});

test.each([
  ['nobody listens', { apiUrl: 'http://127.0.0.1:1' }, 'not-sent'],
  ['the name is unknown', { apiUrl: 'https://telegram.invalid' }, 'not-sent'],
  ['the chat is unknown', { chatId: '375296254070' }, 'chat-not-found'],
  ['the token is another address', { token: `very-secret/../x` }, 'token-refused'],
])('a failure because %s shows neither token nor address nor text', async (_, to, kind) => {
  const error = await failure(to);
  expect(error.trouble.kind).toBe(kind);
  expectClean(error);
});

test('a token that is nobody’s is told as such', async () => {
  simulator.refusedTokens.add(TOKEN);
  const error = await failure();
  expect(error.trouble.kind).toBe('token-refused');
  expectClean(error);
});
