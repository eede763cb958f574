import { createServer, type Server } from 'node:http';
import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../platform/listen.ts';
import { originateWorkflowId } from '../../workflows/names.ts';
import { startSystem, type System } from '../support/system.ts';
import { connected, postForm, postJson, webhooksDone, type Connected } from '../support/webhooks.ts';

let system: System;
let pbx: Server;
let port: number;
const asked: string[] = [];
let answer: { status: number; headers?: Record<string, string> } = { status: 200 };

beforeAll(async () => {
  system = await startSystem();
  pbx = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (answer.status === 0) request.socket.destroy();
    else response.writeHead(answer.status, answer.headers).end('{}');
  });
  port = await listen(pbx, 0);
});
afterAll(async () => {
  await system.stop();
  pbx.close();
});
afterEach(() => {
  asked.length = 0;
  answer = { status: 200 };
});

const agency = (uon: Record<string, unknown> = {}) =>
  connected(system, {
    uon: { originate_url: `http://127.0.0.1:${port}/api/makecallexternal`, originate_secret: 'pbx-secret', ...uon },
  });
const click = (of: Connected, more: Record<string, unknown> = {}) => ({
  ...{ method: 'call', user_id: 4, phone: '375296254070', uon_id: of.accountId },
  ...more,
});
/** What the workflow asked of workers. */
async function ordersOf(workflowId: string) {
  const { address, namespace } = system.temporal;
  const connection = await Connection.connect({ address });
  try {
    const { events } = await new Client({ connection, namespace }).workflow.getHandle(workflowId).fetchHistory();
    return (events ?? []).flatMap((event) => event.activityTaskScheduledEventAttributes ?? []);
  } finally {
    await connection.close();
  }
}
const popups = (of: Connected) => system.uon.account(of.apiKey).notifications.map(({ text }) => text);

describe('a click on a phone in U-ON', () => {
  it.each([
    [
      'a form',
      (of: Connected) =>
        postForm(`${system.url}/uon/webhook`, `method=call&user_id=4&phone=375296254070&uon_id=${of.accountId}`),
    ],
    ['JSON', (of: Connected) => postJson(`${system.url}/uon/webhook`, click(of))],
    [
      'type 47 in Russian',
      (of: Connected) => postJson(of.webhook, { type_id: 47, 'ID пользователя': '4', телефон: '8 029 625-40-70' }),
    ],
  ])('as %s has the PBX call the manager, then the client', async (_form, send) => {
    const of = await agency();
    expect(await (await send(of)).json()).toEqual({ ok: true });
    expect(await webhooksDone(system, of)).toEqual(['placed']);
    expect(asked).toEqual(['/api/makecallexternal?code=152&phone=%2B375296254070&clientId=pbx-secret']);
    expect(popups(of)).toEqual([]);
  });

  it.each([
    ['the default manager', { default_manager_id: 2 }, ['placed'], ['/api/makecallexternal?code=151'], []],
    ['nobody', {}, ['no-extension'], [], []],
    [
      'the default manager, who has no extension and is told so',
      { default_manager_id: 9 },
      ['no-extension'],
      [],
      ['нет внутреннего номера'],
    ],
  ])('that names no manager is that of %s', async (_who, uon, outcomes, rung, told) => {
    const of = await agency(uon);
    await postJson(of.webhook, click(of, { user_id: undefined }));
    expect(await webhooksDone(system, of)).toEqual(outcomes);
    expect(asked.map((path) => path.split('&')[0])).toEqual(rung);
    expect(popups(of)).toEqual(told.map((text) => expect.stringContaining(text)));
  });

  it('is given up where no worker takes it up within half a minute', async () => {
    const of = await agency();
    await postJson(of.webhook, click(of));
    await webhooksDone(system, of);
    const id = (await system.pool.query<{ id: number }>('select max(id) as id from webhooks')).rows[0]?.id ?? 0;
    const [order] = await ordersOf(originateWorkflowId(of.number, id));
    expect(Number(order?.scheduleToStartTimeout?.seconds)).toBeGreaterThan(20);
    expect(Number(order?.scheduleToStartTimeout?.seconds)).toBeLessThan(30);
  });

  it('is one call, however often it comes within seconds', async () => {
    const of = await agency();
    await Promise.all(
      [click(of), click(of), click(of, { datetime: '1' }), click(of, { datetime: '2' })].map((body) =>
        postJson(of.webhook, body),
      ),
    );
    expect(await webhooksDone(system, of)).toEqual(['placed']);
    expect(asked).toHaveLength(1);
    await postJson(of.webhook, click(of, { phone: '375296254071' }));
    expect(await webhooksDone(system, of)).toEqual(['placed', 'placed']);
  });

  it.each([
    ['a manager without an extension', { user_id: 9 }, {}, 'no-extension', 'нет внутреннего номера'],
    ['what is no number', { phone: '103' }, {}, 'no-number', '103'],
    ['no address of the PBX', {}, { originate_url: null }, 'no-address', 'originate_url'],
    [
      'a host that is not allowed',
      {},
      { originate_url: 'http://169.254.169.254/latest' },
      'not-allowed',
      'ORIGINATE_ALLOW',
    ],
  ])('tells the manager of %s', async (_what, body, uon, outcome, text) => {
    const of = await agency(uon);
    await postJson(of.webhook, click(of, body));
    expect(await webhooksDone(system, of)).toEqual([outcome]);
    expect(popups(of)).toEqual([expect.stringContaining(text)]);
    expect(asked).toEqual([]);
  });

  it.each([
    [{ status: 403 }, 'refused'],
    [{ status: 302, headers: { Location: '/elsewhere' } }, 'refused'],
    [{ status: 500 }, 'unclear'],
    [{ status: 0 }, 'unclear'],
  ])('is not placed twice where the PBX answers %j', async (given, outcome) => {
    answer = given;
    const of = await agency();
    await postJson(of.webhook, click(of));
    expect(await webhooksDone(system, of)).toEqual([outcome]);
    expect(asked).toHaveLength(1);
    expect(popups(of)).toHaveLength(1);
  });

  it('that is found half a minute later is not placed', async () => {
    const of = await agency();
    await system.pool.query(
      `insert into webhooks (enterprise_number, kind, fields, fields_hash, state, received_at)
       values ($1, 'click', $2, '\\x00', 'waiting', clock_timestamp() - interval '31 seconds')`,
      [of.number, JSON.stringify(click(of))],
    );
    expect(await webhooksDone(system, of)).toEqual(['late']);
    expect(asked).toEqual([]);
    expect(popups(of)).toEqual([expect.stringContaining('30 секунд')]);
  });
});
