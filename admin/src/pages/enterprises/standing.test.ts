import { expect, it } from 'vitest';
import { standingOf } from './standing.ts';

const connection = {
  ...{ state: 'connected' as const, problem: null, webhooks: {}, since: null, looked_at: null, pending: false },
};

it.each([
  ['connected', {}, [], 'connected', false],
  ['asked to connect again', { pending: true }, [], 'pending', false],
  ['new', { state: 'new' as const, pending: true }, [], 'new', false],
  ['switched off', { state: 'off' as const }, [], 'off', false],
  ['failed', { state: 'failed' as const }, [], 'failed', true],
  ['failed, being tried again', { state: 'failed' as const, pending: true }, [], 'failed', true],
  ['connected, with an alarm', {}, [{ kind: 'uon-not-answering', message: '' }], 'alarm', true],
  ['connected, with an alarm of Telegram', {}, [{ kind: 'telegram-chat-lost', message: '' }], 'connected', true],
])('an enterprise that is %s', (_what, more, alarms, state, needsAttention) => {
  expect(standingOf({ connection: { ...connection, ...more }, alarms })).toMatchObject({ state, needsAttention });
});
