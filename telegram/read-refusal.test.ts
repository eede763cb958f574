import { expect, it } from 'vitest';
import { readRefusal } from './read-refusal.ts';

it.each([
  [
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
    'not-modified',
  ],
  [400, 'Bad Request: message to edit not found', 'message-gone'],
  [400, 'Bad Request: MESSAGE_ID_INVALID', 'message-gone'],
  [400, "Bad Request: message can't be edited", 'not-editable'],
  [400, 'Bad Request: chat not found', 'chat-not-found'],
  [403, 'Forbidden: the group chat was deleted', 'chat-not-found'],
  [403, 'Forbidden: user is deactivated', 'chat-not-found'],
  [400, 'Bad Request: message thread not found', 'thread-not-found'],
  [400, 'Bad Request: TOPIC_CLOSED', 'no-rights'],
  [403, 'Forbidden: bot was blocked by the user', 'blocked'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'blocked'],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'kicked'],
  [403, 'Forbidden: bot is not a member of the channel chat', 'kicked'],
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'no-rights'],
  [403, 'Forbidden: something new', 'no-rights'],
  [401, 'Unauthorized', 'token-refused'],
  [404, 'Not Found', 'token-refused'],
  [400, "Bad Request: can't parse entities", 'refused'],
] as const)('%i %s is %s', (errorCode, description, kind) => {
  expect(readRefusal({ errorCode, description })).toEqual({ kind });
});

it('tells how long to wait, where the group has gone, and that a 5xx says nothing', () => {
  const of = (errorCode: number, more: object) => readRefusal({ errorCode, description: '', ...more });
  expect(of(429, { retryAfter: 17 })).toEqual({ kind: 'too-many', retryAfterMs: 17_000 });
  expect(of(429, {})).toEqual({ kind: 'too-many', retryAfterMs: 5_000 });
  expect(of(400, { migrateToChatId: -1001234567890 })).toEqual({ kind: 'migrated', chatId: '-1001234567890' });
  expect(of(502, {})).toEqual({ kind: 'unclear', why: 'server-error' });
});
