import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../platform/listen.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { KEY, startTestApi } from './test-api.ts';

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly fields: Record<string, string>;
}

/** Whoever has webhooks sent to him; answers with these statuses, then 200. */
async function startListener(...statuses: number[]) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { pathname, search } = new URL(request.url ?? '', 'http://x');
      const fields = Object.fromEntries(new URLSearchParams(body || search));
      heard.push({ method: request.method ?? '', path: pathname, fields });
      response.writeHead(statuses.shift() ?? 200).end('{"ok":true}');
    });
  });
  const port = await listen(server, 0);
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${port}`, heard };
}

const byHand = (url: string, path: string, body: object, method = 'POST') =>
  fetch(`${url}/_sim/${path}`, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

test('a client who is created and changed is told to those who registered for it, by GET or POST', async () => {
  const listener = await startListener();
  const { post, sim } = await startTestApi();
  await post('webhook/create', { type_id: 3, url: `${listener.url}/created`, method: 'POST' });
  await post('webhook/create', { type_id: 4, url: `${listener.url}/changed?a=b` });
  await post('user/create', { u_surname: 'Новая', u_phone: '+375297003134' });
  await waitFor('the first', () => listener.heard.length === 1);
  await post('user/update/16', { u_surname: 'Иная' });
  await waitFor('the second', () => listener.heard.length === 2);
  const always = { uon_id: '67054', uon_subdomain: 'id67054.u-on.ru', datetime: expect.any(String), client_id: '16' };
  expect(listener.heard).toMatchObject([
    { method: 'POST', path: '/created', fields: { ...always, type_id: '3', 'client[u_surname]': 'Новая' } },
    {
      method: 'GET',
      path: '/changed',
      fields: { ...always, a: 'b', type_id: '4', 'client[u_phone]': ' 375297003134' },
    },
  ]);
  expect(sim.webhooks.map(({ status }) => status)).toEqual([200, 200]);
});

test('what is answered with 5xx is sent again, any other answer is final', async () => {
  const listener = await startListener(500, 503, 403);
  const { post, sim } = await startTestApi({ webhookPauseMs: 1 });
  await post('webhook/create', { type_id: 3, url: listener.url, method: 'POST' });
  await post('user/create', {});
  await waitFor('three attempts', () => sim.webhooks.length === 3);
  expect(sim.webhooks.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 500],
    [2, 503],
    [3, 403],
  ]);
});

test.each([
  [
    'full',
    {
      method: 'call',
      user_id: '3',
      phone: '375296254070',
      client_id: '11',
      client: expect.stringContaining('"u_id":"11"'),
    },
  ],
  ['russian', { метод: 'call', 'ID пользователя': '3', телефон: '375296254070', клиент: expect.any(String) }],
  ['ids', { method: 'call', phone: '375296254070', client_id: '11' }],
] as const)('people click, change managers and delete clients by hand (%s)', async (form, click) => {
  const listener = await startListener();
  const { post, sim } = await startTestApi();
  sim.account(KEY).webhook_form = form;
  for (const type_id of [5, 47, 67]) await post('webhook/create', { type_id, url: listener.url, method: 'POST' });
  const told = async (path: string, body: object, method?: string) => {
    expect(await (await byHand(sim.url, path, body, method)).json()).toMatchObject({ ok: true, webhooks: 1 });
    return waitFor('the webhook', () => listener.heard.pop()?.fields);
  };
  expect(await told('click', { manager_id: 3, phone: '375296254070', client_id: 11 })).toMatchObject({
    type_id: '47',
    ...click,
  });
  expect(await told('managers/5', { u_manager_status: 2 })).toMatchObject({
    type_id: '67',
    manager_id: '5',
    status: '2',
  });
  expect(await told('clients/15', {}, 'DELETE')).toMatchObject({ type_id: '5', client_id: '15' });
});

test('a client changed by hand keeps what is not named; nobody elsewhere is called', async () => {
  const { post, sim } = await startTestApi();
  await post('webhook/create', { type_id: 4, url: 'https://telephony.example/uon/webhook', method: 'POST' });
  const changed = await byHand(sim.url, 'clients', { u_id: 11, u_name: 'Пётр' });
  expect(await changed.json()).toEqual({ u_id: 11, ok: true, webhooks: 0 });
  expect(sim.account(KEY).clients[0]).toMatchObject({ u_surname: 'Иванов', u_name: 'Пётр', manager_id: 3 });
  expect((await byHand(sim.url, 'managers/99', { u_manager_status: 1 })).status).toBe(422);
});
