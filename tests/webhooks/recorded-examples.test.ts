import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from '../../platform/listen.ts';
import { startSystem, type System } from '../support/system.ts';
import { connected, postForm, webhooksDone, type Connected } from '../support/webhooks.ts';

/** The agency's own examples as it wrote them down: nothing is encoded, `+` stands in a form. */
const CREATED =
  'uon_id=67054&type_id=3&user_id=2&client_id=5&client[u_id]=5&client[u_surname]=Иванов&client[u_name]=Иван&client[u_sname]=Иванович&client[u_phone]=+375297003134';
const CLICK = 'method=call&user_id=2&phone=375296254070&uon_id=67054';
const CLICK_AS_JSON = `{
  "method": "call",
  "user_id": 4,
  "phone": "375296254070",
  "uon_id": "67054"
}`;
const SQL = `SELECT enterprise_number, phone_e164, last_name, first_name, middle_name,
          meta->'ids'->'uon' AS ids_uon, meta->>'person_uid' AS person_uid
   FROM customers
   WHERE enterprise_number = '<UNIT>' AND phone_e164 IN ('+375297003134', '+375296254070');`;

let system: System;
let pbx: Server;
let agency: Connected;
const asked: string[] = [];

beforeAll(async () => {
  pbx = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });
  const port = await listen(pbx, 0);
  system = await startSystem();
  agency = await connected(system, {
    uon: {
      ...{ account_id: '67054', primary: true, user_extensions: { 2: '151', 4: '152' } },
      ...{ originate_url: `http://localhost:${port}/api/makecallexternal`, originate_secret: 'secret' },
    },
  });
});
afterAll(async () => {
  await system.stop();
  pbx.close();
});

const bare = () => `${system.url}/uon/webhook`;
const query = async () => (await system.pool.query(SQL.replace('<UNIT>', agency.number))).rows;
const row = {
  ...{ phone_e164: '+375297003134', last_name: 'Иванов', first_name: 'Иван', middle_name: 'Иванович' },
  ...{ ids_uon: ['5'], person_uid: 'uon:5' },
};

async function taken(answer: Response): Promise<void> {
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
  await webhooksDone(system, agency);
}

it('the creation of a client, and the look into the database', async () => {
  await taken(await postForm(bare(), CREATED));
  expect(await query()).toEqual([{ enterprise_number: agency.number, ...row }]);
});

it('the change of a client: «the same, with type_id=4 and other names and phones»', async () => {
  const changed = CREATED.replace('type_id=3', 'type_id=4').replace('Иванов&', 'Петров&');
  await taken(await postForm(bare(), `${changed}&client[u_phone_mobile]=+375296254070`));
  const names = { enterprise_number: agency.number, ...row, last_name: 'Петров' };
  expect(await query()).toEqual(expect.arrayContaining([names, { ...names, phone_e164: '+375296254070' }]));
});

it('a click, as a form and as JSON: originate with code, phone and clientId', async () => {
  await taken(await postForm(bare(), CLICK));
  const headers = { 'Content-Type': 'application/json' };
  await taken(await fetch(bare(), { method: 'POST', headers, body: CLICK_AS_JSON }));
  expect(asked).toEqual(
    ['151', '152'].map((code) => `/api/makecallexternal?code=${code}&phone=%2B375296254070&clientId=secret`),
  );
});
