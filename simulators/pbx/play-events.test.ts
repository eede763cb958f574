import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseEventLines } from './pbx-event.ts';
import type { PbxEvent } from './pbx-event.ts';
import { playEvents } from './play-events.ts';
import { startTestPbxApi } from './test-pbx-api.ts';

const TOKEN = 'pbx-token-0367';
const RECORDING = new URL('../../tests/fixtures/pbx/attended-transfer-to-busy.jsonl', import.meta.url);

const eventAt = (at: string, event = 'start', uniqueId = '1.1'): PbxEvent => ({
  at: `2025-09-14 12:00:${at}`,
  event,
  body: { UniqueId: uniqueId },
});

test('a recording is posted whole, in its order, with the token in the header', async () => {
  const api = await startTestPbxApi();
  const events = parseEventLines(await readFile(RECORDING, 'utf8'));
  const sent = await playEvents(events, { url: api.url, token: TOKEN, speed: 'max' });
  expect(sent.every((event) => event.accepted)).toBe(true);
  expect(api.posted.map((post) => post.path)).toEqual(events.map(({ event }) => `/api/callevent/${event}`));
  expect(api.posted.map((post) => post.body)).toEqual(events.map(({ body }) => body));
  expect(new Set(api.posted.map((post) => post.token))).toEqual(new Set([TOKEN]));
});

test('a token in the body follows the token that is given', async () => {
  const api = await startTestPbxApi();
  const event = { ...eventAt('00'), body: { UniqueId: '1.1', Token: 'recorded' } };
  await playEvents([event], { url: api.url, token: 'other' });
  expect(api.posted).toMatchObject([{ token: 'other', body: { Token: 'other' } }]);
});

test('events keep their distances, divided by the speed', async () => {
  const api = await startTestPbxApi();
  const began = performance.now();
  await playEvents([eventAt('00.000'), eventAt('02.000', 'dial')], { url: api.url, token: TOKEN, speed: 20 });
  expect(performance.now() - began).toBeGreaterThan(95);
});

test('what got no 202 is repeated until it does, and later events of its channel wait for it', async () => {
  const api = await startTestPbxApi((_posted, count) => (count <= 2 ? 503 : 202));
  const sent = await playEvents([eventAt('00'), eventAt('00', 'dial')], { url: api.url, token: TOKEN });
  expect(sent).toMatchObject([
    { accepted: true, status: 202, attempts: 3 },
    { accepted: true, attempts: 1 },
  ]);
  expect(api.posted.map((post) => post.path.split('/').at(-1))).toEqual(['start', 'start', 'start', 'dial']);
});

test('other channels do not wait for it', async () => {
  const api = await startTestPbxApi((posted, count) => (posted.path.endsWith('start') && count <= 2 ? 503 : 202));
  await playEvents([eventAt('00'), eventAt('00.010', 'bridge', '1.2')], { url: api.url, token: TOKEN });
  expect(api.posted.map((post) => post.path.split('/').at(-1))).toEqual(['start', 'bridge', 'start']);
});

test('a refusal is final', async () => {
  const api = await startTestPbxApi(() => 401);
  const sent = await playEvents([eventAt('00')], { url: api.url, token: 'wrong' });
  expect(sent).toMatchObject([{ accepted: false, status: 401, attempts: 1 }]);
});

test('an event that finds nobody is given up in the end', async () => {
  const sent = await playEvents([eventAt('00')], { url: 'http://127.0.0.1:9', token: TOKEN, repeatForMs: 300 });
  expect(sent).toMatchObject([{ accepted: false, status: null, attempts: 2 }]);
});

test('when it is stopped the rest stays unsent', async () => {
  const api = await startTestPbxApi();
  const stop = new AbortController();
  const sent = await playEvents([eventAt('00'), eventAt('59')], {
    url: api.url,
    token: TOKEN,
    signal: stop.signal,
    onSent: () => stop.abort(),
  });
  expect(sent).toHaveLength(1);
});
