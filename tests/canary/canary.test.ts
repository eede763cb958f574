import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listen } from '../../platform/listen.ts';
import { createPayloadCipher } from '../../platform/payload-codec.ts';
import { readSecretsKeys } from '../../platform/secrets-key.ts';
import { makePayloadsPlain } from '../../tools/plain-payloads.ts';
import proto from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredCall, hangupOf, missedCall, newCallId, type ScriptedEvent } from '../support/call-script.ts';
import { askInternal } from '../support/internal.ts';
import { asService, finishedCall, postAsService, recover, through } from '../support/recovery.ts';
import { SERVICE_TOKEN, startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { postForm, postJson, webhooksDone } from '../support/webhooks.ts';
import { waitFor } from '../support/wait-for.ts';
import { dumpServerFiles, dumpTables, dumpTemporal, type Dumps } from './dumps.ts';
import { formsOf, formsOfPhone } from './forms.ts';

/** Values that stand nowhere by chance, each met on a way of its own. */
const PHONE = {
  unknown: canaryPhone(),
  known: canaryPhone(),
  failing: canaryPhone(),
  refused: canaryPhone(),
  lone: canaryPhone(),
  recovered: canaryPhone(),
  logged: canaryPhone(),
  broken: canaryPhone(),
  misspelt: canaryPhone(),
  webhook: canaryPhone(),
  followed: canaryPhone(),
  click: canaryPhone(),
  asked: canaryPhone(),
};
const NAME = { surname: 'Канарейкина-Забытая', name: 'Евпраксия', patronymic: 'Полуэктовна' };
const CREATES = { create_client_on_call: true, create_lead: 'if_no_open', missed_call_task: true };
/** Of the address that webhooks come to, and of the PBX that places calls. */
const WEBHOOK_SECRET = 'canary-webhook-secret-of-an-agency';
const ORIGINATE_SECRET = 'canary-originate-secret-of-an-agency';
const KEY_OF_FILE = 'canary-key-of-the-applied-file';
const TOKEN_OF_FILE = 'canary-token-of-the-applied-file';
const KEY_OF_API = 'canary-key-that-came-by-the-api';
const TOKEN_OF_API = 'canary-token-that-came-by-the-api';

const run = promisify(execFile);

let system: System;
let agency: TestEnterprise;
let refused: TestEnterprise;
const said: string[] = [];

beforeAll(async () => {
  system = await startSystem({ logLevel: 'debug', more: { PUBLIC_URL: 'https://telephony.example' } });
  const pbxPort = await listen(pbx, 0);
  const client = { u_id: 5, u_surname: NAME.surname, u_name: NAME.name, u_sname: NAME.patronymic };
  agency = await system.enterprise({
    seed: {
      clients: [
        { ...client, u_phone: `+${PHONE.known}` },
        { ...client, u_id: 6, u_phone: `+${PHONE.followed}` },
      ],
      leads: [{ id: 71, client_id: 5, status_id: 1 }],
    },
    uon: {
      ...{ incoming_call_actions: { ...CREATES, missed_call_status: 3 }, primary: true },
      ...{
        webhook_secret: WEBHOOK_SECRET,
        originate_secret: ORIGINATE_SECRET,
        webhook_ips: ['127.0.0.1'],
        account_id: 'canary-account',
      },
      originate_url: `http://127.0.0.1:${pbxPort}/api/makecallexternal`,
    },
  });
  refused = await system.enterprise({ uon: { incoming_call_actions: CREATES } });
  await playEverything();
}, 240_000);
afterAll(async () => {
  await system.stop();
  pbx.close();
});

/** Refuses every second call, so that the manager is told. */
const pbx = createServer((_request, response) => {
  clicks += 1;
  response.writeHead(clicks % 2 === 0 ? 403 : 200).end('{}');
});
let clicks = 0;

async function playEverything(): Promise<void> {
  const ids = {
    unknown: newCallId(),
    known: newCallId(),
    failing: newCallId(),
    refused: newCallId(),
    lone: newCallId(),
  };
  system.uon.faults.add({ apiKey: refused.apiKey, kind: '403', times: Infinity });
  await post(refused, answeredCall({ callId: ids.refused, phone: PHONE.refused }));
  await post(agency, answeredCall({ callId: ids.unknown, phone: PHONE.unknown }));
  await system.closed(agency, ids.unknown);
  await post(agency, missedCall({ callId: ids.known, phone: PHONE.known }));
  await system.closed(agency, ids.known);
  for (const [route, kind, when] of [
    ['user/phone', '5xx', 'before'],
    ['user/create', '5xx', 'after'],
    ['notification/create', 'reset', 'after'],
    ['call_history/create', '429', 'before'],
    ['lead/create', 'reset', 'before'],
  ] as const)
    system.uon.faults.add({ apiKey: agency.apiKey, route, kind, when, times: 2 });
  await post(agency, answeredCall({ callId: ids.failing, phone: PHONE.failing }));
  await post(agency, [hangupOf({ callId: ids.lone, phone: PHONE.lone }, { CallStatus: '2', Extensions: ['151'] })]);
  await system.closed(agency, ids.lone);
  await system.closed(agency, ids.failing);
  await waitFor('the refused key', () => system.output().includes('key-refused'));
  await askAndTell();
  await tellAfterwards();
  await sendNonsense();
  await sendWebhooks();
  await applyAndShow();
  await changeByApi();
}

/** What U-ON tells, in every form, by both ways in; and what is refused. */
async function sendWebhooks(): Promise<void> {
  const hook = `${system.url}/uon/webhook/${WEBHOOK_SECRET}`;
  const card = {
    ...{ u_id: 8, u_surname: NAME.surname, u_name: NAME.name, u_sname: NAME.patronymic },
    u_phone: `+${PHONE.webhook}`,
  };
  const inBrackets = Object.entries(card).map(([name, value]): [string, string] => [`client[${name}]`, String(value)]);
  const form = new URLSearchParams([['type_id', '3'], ['client_id', '8'], ...inBrackets]);
  const click = { type_id: 47, 'ID пользователя': 4, телефон: PHONE.click, клиент: JSON.stringify(card) };
  const sent = [
    await postForm(hook, `${form.toString()}&datetime=1`),
    await fetch(`${hook}?${form.toString()}&datetime=2`),
    await postJson(hook, { type_id: 4, client_id: 8, client: card, datetime: '3' }),
    await postJson(`${system.url}/uon/webhook`, {
      uon_id: 'canary-account',
      type_id: 4,
      client: JSON.stringify(card),
      datetime: '4',
    }),
    await postJson(hook, { type_id: 4, client_id: 6, datetime: '5' }),
    await postJson(hook, click),
    await postForm(hook, `method=call&user_id=2&phone=%2B${PHONE.click}`),
    await postJson(hook, { type_id: 5, client_id: 99, phone: PHONE.webhook }),
    await postJson(hook, { type_id: 61, name: NAME.surname }),
    await postJson(hook, { type_id: 999, ...card }),
    await postForm(hook, `{"type_id": 3, "client": ${JSON.stringify(card)}`),
    await postJson(`${hook}x`, { type_id: 3, client: card }),
    await postJson(hook, { type_id: 3, client: card, uon_id: '1', uon_subdomain: NAME.surname }),
  ];
  for (const answer of sent) said.push(await answer.text());
  expect(sent.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 200), 400, 401, 403]);
  const outcomes = await webhooksDone(system, agency, 60_000);
  expect(outcomes).toEqual(expect.arrayContaining(['followed', 'placed', 'refused']));
}

/** Settings that go in and out through the API, right ones and wrong ones. */
async function changeByApi(): Promise<void> {
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

/** What other services ask and tell; answers that hold the client are meant for them. */
async function askAndTell(): Promise<void> {
  const n = agency.number;
  for (const digits of [PHONE.asked, PHONE.known]) {
    await askInternal(system.url, `/customer-profile/${n}/+${digits}?requests=1`);
    await askInternal(system.url, `/responsible-extension/${n}/${digits}?nocache=1`);
    const post = { enterprise: n, phone: digits, extensions: ['151'] };
    expect((await askInternal(system.url, '/internal/uon/notify-incoming', { post })).status).toBe(202);
  }
  system.uon.faults.add({ apiKey: agency.apiKey, route: 'user/phone', kind: '5xx', times: 2 });
  const failed = await askInternal(system.url, `/customer-profile/${n}/${PHONE.failing}?requests=1&nocache`);
  const nobody = await askInternal(system.url, `/customer-profile/nobody/${PHONE.misspelt}`);
  const wrong = { phone: [PHONE.misspelt], enterprise: n };
  const refused = await askInternal(system.url, '/internal/uon/notify-incoming', { post: wrong });
  said.push(JSON.stringify([nobody.body, refused.body]), String(failed.status));
}

/** Finished calls: recovered, logged by itself, broken, refused. */
async function tellAfterwards(): Promise<void> {
  system.uon.faults.add({ apiKey: agency.apiKey, route: 'call_history/create', kind: 'refused' });
  const calls = [
    finishedCall({ phone: PHONE.recovered }),
    finishedCall({ phone: PHONE.recovered }),
    finishedCall({ phone: PHONE.broken, direction: PHONE.broken, start: PHONE.broken }),
  ];
  const end = await through(system, await recover(system, agency, calls));
  expect(end).toMatchObject({ done: 1, failed: 2 });
  const { start, ...logged } = finishedCall({ phone: PHONE.logged });
  const body = { enterprise: agency.number, ...logged, start, duration: 60 };
  const answer = await postAsService(`${system.url}/internal/uon/log-call`, body);
  expect(answer.status).toBe(202);
  await waitFor('the logged call', async () => {
    const open = `select 1 from recoveries where ended_at is null`;
    return (await system.pool.query(open)).rowCount === 0;
  });
  const again = await fetch(`${system.url}/recovery/${end.recovery_id}`, { headers: asService });
  const refusal = await postAsService(`${system.url}/internal/uon/log-call`, { ...body, direction: PHONE.logged });
  said.push(await again.text(), await answer.text(), await refusal.text());
}

/** What is refused is told so without its values, and leaves no trace. */
async function sendNonsense(): Promise<void> {
  const start = { UniqueId: newCallId(), Phone: PHONE.misspelt, CallType: 0, Name: NAME.surname };
  const bodies = [
    JSON.stringify({ ...start, CallType: 7 }),
    JSON.stringify({ ...start, Phone: [PHONE.misspelt] }),
    JSON.stringify(start).slice(0, -1),
    JSON.stringify({ ...start, Extra: 'x'.repeat(200_000) }),
  ];
  const url = `${system.url}/api/callevent/start`;
  for (const [body, token] of [...bodies.map((text) => [text, agency.token]), [bodies[0], TOKEN_OF_FILE]]) {
    const headers = { 'Content-Type': 'application/json', Token: token ?? '' };
    const answer = await fetch(url, { method: 'POST', headers, body: body ?? '' });
    expect(answer.ok).toBe(false);
    said.push(await answer.text());
  }
}

async function applyAndShow(): Promise<void> {
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

async function post(enterprise: TestEnterprise, events: readonly ScriptedEvent[]): Promise<void> {
  for (const { event, body } of events) expect((await system.post(enterprise, event, body)).status).toBe(202);
}

const phones = () => Object.entries(PHONE).map(([way, digits]) => [`phone, ${way}`, formsOfPhone(digits)] as const);
const names = () => Object.entries(NAME).map(([part, text]) => [part, formsOf(text)] as const);
const secrets = () =>
  [
    ...[agency.apiKey, refused.apiKey, agency.token, refused.token, KEY_OF_FILE, TOKEN_OF_FILE, SERVICE_TOKEN],
    ...[WEBHOOK_SECRET, ORIGINATE_SECRET, KEY_OF_API, TOKEN_OF_API],
  ].map((text, index) => [`secret ${index}`, formsOf(text)] as const);

/** Where something of it stands in clear, in which form. */
function search(dumps: Dumps, what: readonly (readonly [string, ReadonlyMap<string, Buffer>])[]): string[] {
  return [...dumps].flatMap(([place, bytes]) =>
    what.flatMap(([name, forms]) =>
      [...forms].filter(([, form]) => bytes.includes(form)).map(([form]) => `${place}: ${name}, ${form}`),
    ),
  );
}

describe('a phone, a name, a key that went every way', () => {
  it('stand in nothing that Temporal gives out, though all went there', async () => {
    const dumps = await dumpTemporal(system);
    expect([...dumps.keys()].filter((place) => place.startsWith('history of call:')).length).toBeGreaterThanOrEqual(5);
    for (const workflow of ['number', 'client', 'originate', 'directories', 'connect', 'lookup', 'notice', 'recovery'])
      expect(
        [...dumps.keys()].some((place) => place.startsWith(`history of ${workflow}:`)),
        workflow,
      ).toBe(true);
    expect(search(dumps, [...phones(), ...names(), ...secrets()])).toEqual([]);
    // Why an attempt failed is in nobody's history in clear either.
    const why: Parameters<typeof search>[1] = [['why', new Map([['it failed', Buffer.from('U-ON user/phone: ')]])]];
    expect(search(dumps, why)).toEqual([]);
    expect(search(decrypted(dumps), why)).not.toEqual([]);
    const read = search(decrypted(dumps), [...phones(), ...names()]).join('\n');
    const told = ['webhook', 'click', 'asked', 'recovered', 'logged'];
    for (const found of ['unknown', 'known', 'failing', 'refused', 'lone', ...told, 'surname'])
      expect(read).toContain(found);
    expect(search(decrypted(dumps), secrets())).toEqual([]);
  });

  it('stand neither in the file of its database nor in the logs of the servers', async () => {
    const dumps = await dumpServerFiles();
    const database = [...dumps].filter(([place]) => place.startsWith('temporal/'));
    const isOurs = process.env['TEST_TEMPORAL_ADDRESS'] === undefined;
    expect(database.some(([, bytes]) => bytes.includes(`call:${agency.number}:`))).toBe(isOurs);
    expect(search(dumps, [...phones(), ...names(), ...secrets()])).toEqual([]);
  });

  it('stand in no log, no metric, no answer and no output of the tools', async () => {
    const metrics = await system.scrape();
    const dumps: Dumps = new Map([
      ['logs', Buffer.from(system.output())],
      ['answers and tools', Buffer.from(said.join('\n'))],
      ['metrics', Buffer.from([metrics.api, ...metrics.workers].join('\n'))],
      ['health', Buffer.from(await (await fetch(`${system.url}/readyz`)).text())],
    ]);
    expect(dumps.get('logs')?.toString()).toContain(agency.number);
    expect(dumps.get('metrics')?.toString()).toMatch(/telephony_events_accepted_total[^]*telephony_uon_requests_total/);
    expect(search(dumps, [...phones(), ...names(), ...secrets()])).toEqual([]);
  });

  it('stand, but for keys and tokens, in the tables of ours that docs/security.md names, and in no others', async () => {
    const dumps = await dumpTables(system.pool);
    expect(search(dumps, secrets())).toEqual([]);
    const places = (found: readonly string[]) => [...new Set(found.map((one) => one.split(':')[0]))].toSorted();
    const tables = ['calls', 'customers', 'inbox', 'profiles', 'recovery_calls', 'webhooks'];
    expect(places(search(dumps, phones()))).toEqual(tables);
    expect(places(search(dumps, names()))).toEqual(['customers', 'profiles', 'webhooks']);
    for (const phone of [PHONE.misspelt, PHONE.broken])
      expect(search(dumps, [['phone', formsOfPhone(phone)]])).toEqual([]);
  });
});

/** The histories as whoever has the key reads them. */
function decrypted(dumps: Dumps): Dumps {
  const keys = readSecretsKeys(system.env['SECRETS_KEY'] ?? '');
  if (!keys) throw new Error('unreadable key');
  const { decrypt } = createPayloadCipher(keys);
  const { History } = proto.temporal.api.history.v1;
  return new Map(
    [...dumps].flatMap(([place, bytes]): [string, Buffer][] => {
      if (!place.startsWith('history')) return [];
      const history = History.decode(bytes);
      makePayloadsPlain(history, decrypt);
      return [[place, Buffer.from(History.encode(history).finish())]];
    }),
  );
}

function canaryPhone(): string {
  return `37529${randomInt(1_000_000, 9_999_999)}`;
}
