import { execFile } from 'node:child_process';

import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { noteCustomer } from '../db/customers.ts';
import { loadHashKey, phoneHasher } from '../db/hash-key.ts';
import { createPool } from '../db/pool.ts';
import { saveDecisions, type LoggedDecision } from '../db/smart-decisions.ts';
import { saveRequests } from '../db/uon-requests.ts';
import { dropProfile, saveProfile } from '../db/profiles.ts';
import type { LoggedRequest } from '../domain/logged-request.ts';
import { parsePbxEvent } from '../domain/pbx-event.ts';
import type { Client } from '../domain/uon-shapes.ts';
import { webhookFields } from '../domain/webhooks/fields.ts';
import { acceptWebhook } from '../intake/accept-webhook.ts';
import { acceptEvent } from '../intake/accept.ts';
import { createSecrets } from '../platform/secrets.ts';
import { readSecretsKeys } from '../platform/secrets-key.ts';
import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';
import { applyEnterprise } from '../tests/support/enterprises.ts';

const SECRETS_KEY = 'a key for these tests alone';
const door = { enterprise: '0367', country: 'BY', ownNumbers: [] } as const;
const [MOBILE, HOME, STRANGER] = ['375291112233', '375172223344', '375339998877'];

let database: TestDatabase;
let pool: pg.Pool;
let hashPhone: (enterprise: string, e164: string) => string;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, { max: 4 });
  const env = { DATABASE_URL: database.url, SECRETS_KEY, UON_URL: 'http://127.0.0.1:1' };
  await applyEnterprise(env, { number: '0367', token: 'pbx-token', apiKey: 'key-0367' }, {});
  const keys = readSecretsKeys(SECRETS_KEY);
  if (!keys) throw new Error('unreadable key');
  hashPhone = phoneHasher(await loadHashKey(pool, createSecrets(keys)));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...args: string[]): Promise<Ended> {
  const env = { PATH: process.env['PATH'], DATABASE_URL: database.url, SECRETS_KEY };
  return new Promise((resolve) => {
    execFile(process.execPath, ['tools/person.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? 'killed') : 0, stdout, stderr });
    });
  });
}

async function startCall(callId: string, phone: string, { closed = true } = {}): Promise<void> {
  const body = { UniqueId: callId, Phone: phone, CallType: 0, Trunk: '0001363' };
  const parsed = parsePbxEvent('start', body);
  if (!parsed.ok) throw new Error('no right event');
  await acceptEvent({ pool, hashPhone }, door, parsed.event, body);
  await pool.query(
    `update calls set phone_e164 = $2, client_id = '7', closed_at = case when $3 then clock_timestamp() end,
            steps = '[{"name":"user/phone","at":"2026-01-01T00:00:00Z","status":"done"}]' where call_id = $1`,
    [callId, `+${phone}`, closed],
  );
  await pool.query(
    `insert into popups (enterprise_number, call_id, manager_id, variant, state) values ('0367', $1, '2', 'basic', 'sent')`,
    [callId],
  );
}

async function meet(id: string, surname: string, phone: string): Promise<void> {
  const client: Client = {
    ...{ id, surname, name: 'Анна', patronymic: '', company: '', kind: 'person' },
    ...{ phones: [phone], managerId: null, active: true, deleted: false },
  };
  const seen = { enterprise: '0367', phoneE164: `+${phone}` };
  await noteCustomer(pool, { ...seen, client, overwriteNames: false });
  await saveProfile(pool, { ...seen, account: 'account' }, client, new Date());
}

/** A request to U-ON in the log. */
function lookup(callId: string, phone: string): LoggedRequest {
  return {
    ...{ enterprise: '0367', callId, attempt: 1, atMs: Date.now(), httpMethod: 'GET', method: 'user/phone' },
    ...{ path: `user/phone/${phone}.json`, parameters: null, outcome: 'empty', status: 404, code: null },
    ...{ answer: null, isCut: false, tookMs: 1 },
  };
}

/** What a PBX was told of a caller. */
function decided(uniqueid: string, phone: string): LoggedDecision {
  return {
    ...{ enterprise: '0367', uniqueid, atMs: Date.now(), phoneHash: hashPhone('0367', `+${phone}`), line: null },
    ...{ mode: 'route', wantsDialplan: true, hasName: true, extension: null, reason: 'no_manager', chain: [] },
    ...{ source: 'cache', tookMs: 1 },
  };
}

/** A webhook of U-ON, as it is accepted, and done with. */
async function hear(fields: Record<string, unknown>): Promise<void> {
  await acceptWebhook({ pool, hashPhone }, { number: '0367', country: 'BY' }, webhookFields(fields));
  await pool.query(`update webhooks set state = 'done'`);
}

beforeEach(async () => {
  await pool.query(
    'truncate calls, inbox, call_legs, popups, effects, telegram_messages, uon_requests, smart_decisions, customers, profiles, webhooks, client_lists, drops, recoveries cascade',
  );
  await startCall('1.1', MOBILE);
  await startCall('1.2', HOME);
  await startCall('2.1', STRANGER);
  await meet('7', 'Иванова', MOBILE);
  await meet('7', 'Иванова', HOME);
  await meet('8', 'Петрова', STRANGER);
  await dropProfile(pool, { enterprise: '0367', account: 'another', phoneE164: `+${MOBILE}` });
  await pool.query(
    `insert into client_lists (enterprise_number, account, client_id, kind, rows)
     values ('0367', 'account', '7', 'leads', '[{"source":"сайт"}]'), ('0367', 'account', '8', 'leads', '[]')`,
  );
  await pool.query(
    `insert into webhooks (enterprise_number, kind, fields, fields_hash, state)
     values ('0367', 'client', '{"client":{"u_id":"7","u_surname":"Иванова"}}', '', 'done'),
            ('0367', 'click', $1, '', 'done')`,
    [{ phone: STRANGER }],
  );
  await hear({ method: 'call', user_id: 2, phone: '8 029 111-22-33' });
  await hear({ type_id: 3, client: { id: '7' } });
  await hear({ method: 'call', user_id: 2, phone: '8 033 999-88-77' });
  await saveRequests(pool, [
    lookup('1.1', MOBILE),
    lookup('notice:1', HOME),
    lookup('2.1', STRANGER),
    lookup('connection', MOBILE),
  ]);
  await saveDecisions(pool, [decided('1.1', MOBILE), decided('unknown.1', HOME), decided('2.1', STRANGER)]);
  await pool.query(
    `with one as (
       insert into recoveries (enterprise_number, kind, content_hash, total, state)
       values ('0367', 'recovery', '', 2, 'done') returning id)
     insert into recovery_calls (recovery_id, position, call_id, number_key, call, state)
     select id, 0, '1.7', '+' || $1::text, json_build_object('phone', $1::text), 'done' from one union all
     select id, 1, '1.8', '+' || $2::text, json_build_object('phone', $2::text), 'done' from one`,
    [MOBILE, STRANGER],
  );
});

describe('npm run person', () => {
  it('lists what is held of a number and its person, other numbers included, as JSON, and changes nothing', async () => {
    const { code, stdout, stderr } = await run('list', '0367', '+375 29 111-22-33');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      enterprise: '0367',
      numbers: [`+${MOBILE}`, `+${HOME}`],
      clientIds: ['7'],
      customers: [{ phone_e164: `+${HOME}` }, { phone_e164: `+${MOBILE}`, last_name: 'Иванова', first_name: 'Анна' }],
      profiles: [{ phone_e164: `+${HOME}` }, { client: { surname: 'Иванова' } }],
      lists: [{ client_id: '7', kind: 'leads', rows: [{ source: 'сайт' }] }],
      calls: [
        { call_id: '1.1', steps: [{ name: 'user/phone' }] },
        { call_id: '1.2', phone_e164: `+${HOME}` },
      ],
      events: [{ event: 'start', body: { Phone: MOBILE } }, { call_id: '1.2' }],
      webhooks: [{ kind: 'client' }, { kind: 'click' }, { kind: 'client' }],
      drops: [{ what: `phone:+${MOBILE}` }],
      popups: [{ call_id: '1.1' }, { call_id: '1.2' }],
      requests: [{ call_id: '1.1', path: `user/phone/${MOBILE}.json` }, { call_id: 'notice:1' }],
      decisions: [{ uniqueid: '1.1' }, { uniqueid: 'unknown.1' }],
      recoveredCalls: [{ call_id: '1.7', position: 0, call: { phone: MOBILE } }],
    });
    expect(stdout).not.toMatch(/Петрова|9998877|key-0367|pbx-token/);
    expect((await run('list', '0367', '80291112233')).stdout).toBe(stdout);
  });

  it('deletes them, says what it did and what remains, and leaves everybody else alone', async () => {
    const { code, stdout, stderr } = await run('delete', '0367', MOBILE);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\+375291112233, and of the same person \+375172223344/);
    expect(stdout).toMatch(
      /customers +2 removed\n +profiles +2 removed\n +lists +1 removed\n +inbox +2 events removed\n +webhooks +3 removed\n +popups +2 removed/,
    );
    expect(stdout).toMatch(
      /requests +2 of the log removed\n +decisions +2 of smart redirect removed\n +recoveries +1 calls emptied\n +calls +2 emptied/,
    );
    expect(stdout).toMatch(/U-ON: clients 7 [^]+Temporal[^]+call:0367:1\.1\n +call:0367:1\.2\n[^]+Backups/);
    expect(stdout).not.toContain('under way');
    const { rows } = await pool.query<{ dump: string }>(
      `select concat((select json_agg(c) from calls c), (select json_agg(i) from inbox i),
                     (select json_agg(c) from customers c), (select json_agg(p) from profiles p),
                     (select json_agg(r) from recovery_calls r), (select json_agg(d) from drops d),
                     (select json_agg(u) from uon_requests u)) as dump`,
    );
    expect(rows[0]?.dump).not.toMatch(/291112233|172223344|Иванова/);
    expect(rows[0]?.dump).toMatch(/339998877[^]*339998877[^]*339998877[^]*Петрова[^]*339998877/);
    const again = JSON.parse((await run('list', '0367', MOBILE)).stdout) as Record<string, unknown>;
    expect(again).toEqual({
      enterprise: '0367',
      numbers: [`+${MOBILE}`],
      ...{
        clientIds: [],
        customers: [],
        profiles: [],
        lists: [],
        messages: [],
        drops: [],
        calls: [],
        events: [],
        webhooks: [],
        popups: [],
        effects: [],
        requests: [],
        decisions: [],
        recoveredCalls: [],
      },
    });
  });

  it('leaves a call that is under way as it is, and says so', async () => {
    await startCall('1.3', MOBILE, { closed: false });
    const { stdout } = await run('delete', '0367', MOBILE);
    expect(stdout).toMatch(/under way, untouched; delete again when they are over: 1\.3/);
    const { rows } = await pool.query('select call_id, phone_e164 from calls where phone_e164 is not null order by 1');
    expect(rows).toEqual([
      { call_id: '1.3', phone_e164: `+${MOBILE}` },
      { call_id: '2.1', phone_e164: `+${STRANGER}` },
    ]);
    expect((await pool.query('select 1 from inbox where call_id = $1', ['1.3'])).rowCount).toBe(1);
  });

  it("leaves what names the number in another's call that is under way, and says so", async () => {
    await startCall('2.2', STRANGER, { closed: false });
    await pool.query(
      `insert into inbox (enterprise_number, event, body_hash, uniqueid, call_id, body, state)
       values ('0367', 'bridge', '\\x01', '2.3', '2.2', $1, 'delivered')`,
      [{ UniqueId: '2.3', CallerIDNum: MOBILE, ConnectedLineNum: '151' }],
    );
    expect((await run('delete', '0367', MOBILE)).stdout).toMatch(/under way, untouched; .*: 2\.2/);
    expect((await pool.query(`select 1 from inbox where uniqueid = '2.3'`)).rowCount).toBe(1);
  });

  it('finds a number that only an event of no call names', async () => {
    const body = { UniqueId: '9.9', CallerIDNum: '375291114455', ConnectedLineNum: '151', Channel: 'SIP/151' };
    const parsed = parsePbxEvent('new_callerid', body);
    if (!parsed.ok) throw new Error('no right event');
    await acceptEvent({ pool, hashPhone }, door, parsed.event, body);
    expect(JSON.parse((await run('list', '0367', '+375291114455')).stdout)).toMatchObject({ events: [{ body }] });
  });

  it.each([
    [['list', '0367'], 2, /^Usage/],
    [['forget', '0367', MOBILE], 2, /^Usage/],
    [['list', '9999', MOBILE], 1, /no enterprise 9999/],
    [['list', '0367', '151'], 1, /no telephone number/],
  ])('refuses %j', async (args, code, text) => {
    const ended = await run(...args);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toMatch(text);
    expect(ended.stdout).toBe('');
  });
});
