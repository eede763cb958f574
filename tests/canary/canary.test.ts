import { createServer } from 'node:http';
import proto from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../platform/listen.ts';
import { createPayloadCipher } from '../../platform/payload-codec.ts';
import { readSecretsKeys } from '../../platform/secrets-key.ts';
import { makePayloadsPlain } from '../../tools/plain-payloads.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/server.ts';
import { SERVICE_TOKEN, startSystem, type System, type TestEnterprise } from '../support/system.ts';
import {
  BOT,
  CREATES,
  KEY_OF_API,
  KEY_OF_FILE,
  NAME,
  ORIGINATE_SECRET,
  PHONE,
  TOKEN_OF_API,
  TOKEN_OF_FILE,
  WEBHOOK_SECRET,
  type Canary,
} from './canary.ts';
import { dumpServerFiles, dumpTables, dumpTemporal, type Dumps } from './dumps.ts';
import { formsOf, formsOfPhone } from './forms.ts';
import { tryUon } from './ways-of-administrators.ts';
import { askAndTell, tellAfterwards } from './ways-of-services.ts';
import { applyAndShow, changeByApi } from './ways-of-settings.ts';
import { playCalls, sendNonsense } from './ways-of-the-pbx.ts';
import { sendWebhooks } from './ways-of-u-on.ts';

let system: System;
let telegram: TelegramSimulator;
let agency: TestEnterprise;
let refused: TestEnterprise;
const said: string[] = [];

beforeAll(async () => {
  telegram = await startTelegramSimulator({ chats: { [BOT.chat_id]: { type: 'private' } } });
  telegram.faults.add({ kind: '5xx', method: 'editMessageText' });
  const more = { PUBLIC_URL: 'https://telephony.example', TELEGRAM_URL: telegram.url };
  system = await startSystem({ logLevel: 'debug', more });
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
    smart: { mode: 'route' },
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
    telegram: BOT,
  });
  refused = await system.enterprise({ uon: { incoming_call_actions: CREATES } });
  const canary: Canary = { system, agency, refused, said };
  await playCalls(canary);
  await askAndTell(canary);
  await tellAfterwards(canary);
  await sendNonsense(canary);
  await sendWebhooks(canary);
  await applyAndShow(canary);
  await changeByApi(canary);
  await tryUon(canary);
}, 240_000);
afterAll(async () => {
  await system.stop();
  await telegram.close();
  pbx.close();
});

/** Refuses every second call, so that the manager is told. */
const pbx = createServer((_request, response) => {
  clicks += 1;
  response.writeHead(clicks % 2 === 0 ? 403 : 200).end('{}');
});
let clicks = 0;

const phones = () => Object.entries(PHONE).map(([way, digits]) => [`phone, ${way}`, formsOfPhone(digits)] as const);
const names = () => Object.entries(NAME).map(([part, text]) => [part, formsOf(text)] as const);
const secrets = () =>
  [
    ...[agency.apiKey, refused.apiKey, agency.token, refused.token, KEY_OF_FILE, TOKEN_OF_FILE, SERVICE_TOKEN],
    ...[WEBHOOK_SECRET, ORIGINATE_SECRET, KEY_OF_API, TOKEN_OF_API, BOT.bot_token],
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
  it('went to Telegram too', () => {
    const told = JSON.stringify([...telegram.chats.all]);
    for (const text of [PHONE.known, NAME.surname]) expect(told).toContain(text);
  });

  it('stand in nothing that Temporal gives out, though all went there', async () => {
    const dumps = await dumpTemporal(system);
    expect([...dumps.keys()].filter((place) => place.startsWith('history of call:')).length).toBeGreaterThanOrEqual(5);
    const ofCalls = ['number', 'client', 'originate', 'directories', 'connect', 'lookup', 'notice', 'recovery'];
    for (const workflow of [...ofCalls, 'check', 'lists', 'test-popup', 'telegram', 'check-telegram'])
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
    const told = ['webhook', 'click', 'asked', 'recovered', 'logged', 'tried'];
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
    const tables = ['calls', 'customers', 'drops', 'inbox', 'profiles', 'recovery_calls', 'uon_requests', 'webhooks'];
    expect(places(search(dumps, phones()))).toEqual(tables);
    expect(places(search(dumps, names()))).toEqual(['customers', 'profiles', 'uon_requests', 'webhooks']);
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
