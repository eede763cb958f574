import type pg from 'pg';
import { beforeEach, expect, it } from 'vitest';

import { withTestPool } from '../tests/harness/test-pool.ts';
import { parsePbxEvent } from '../domain/pbx-event.ts';
import { acceptEvent } from '../intake/accept.ts';
import { findCall } from './calls.ts';
import { forgetOlderThan } from './retention.ts';
import { saveDecisions } from './smart-decisions.ts';

const door = { enterprise: '0367', country: 'BY', ownNumbers: [] } as const;
const PHONE = '375291112233';
const NOTHING = {
  ...{ calls: 0, events: 0, customers: 0, profiles: 0, webhooks: 0, lists: 0, drops: 0, notices: 0 },
  ...{ noticeRequests: 0, recoveredCalls: 0, recoveries: 0, decisions: 0, audit: 0 },
};

let pool: pg.Pool;

withTestPool((opened) => void (pool = opened), { max: 4 });
beforeEach(() =>
  pool.query(
    'truncate calls, inbox, call_legs, popups, telegram_messages, uon_requests, smart_decisions, customers, profiles, webhooks, client_lists, drops, recoveries cascade',
  ),
);

const startOf = (callId: string) => ({ UniqueId: callId, Phone: PHONE, CallType: 0, Trunk: '0001363' });

/** Takes a start as the API does. */
async function accept(body: Record<string, unknown>) {
  const parsed = parsePbxEvent('start', body);
  if (!parsed.ok) throw new Error('no right event');
  return acceptEvent({ pool, hashPhone: (_enterprise, e164) => `hash of ${e164}` }, door, parsed.event, body);
}

/** A call with all that hangs on it, of so many days ago. */
async function oldCall(callId: string, daysAgo: number, { closed = true } = {}): Promise<void> {
  await accept(startOf(callId));
  await pool.query(
    `update calls set opened_at = clock_timestamp() - make_interval(days => $2), phone_e164 = $3, client_id = '7',
            lead_id = '8', manager_id = '2', duration_s = 60, status = 'ended', answered = true,
            closed_at = case when $4 then clock_timestamp() - make_interval(days => $2) end,
            steps = '[{"name":"user/phone","at":"2026-01-01T00:00:00Z","status":"done"}]'
      where call_id = $1`,
    [callId, daysAgo, `+${PHONE}`, closed],
  );
  await pool.query(
    `update inbox set received_at = clock_timestamp() - make_interval(days => $2), state = 'delivered' where call_id = $1`,
    [callId, daysAgo],
  );
  await pool.query(
    `insert into popups (enterprise_number, call_id, manager_id, variant, state) values ('0367', $1, '2', 'basic', 'sent')`,
    [callId],
  );
  await pool.query(
    `insert into telegram_messages (enterprise_number, call_id, wanted, urgency, sending) values ('0367', $1, '', 0, $2)`,
    [callId, `Иванова, +${PHONE}`],
  );
  await oldRequest(callId, daysAgo);
}

/** A request of it in the log, of the same age. */
async function oldRequest(callId: string, daysAgo: number): Promise<void> {
  await pool.query(
    `insert into uon_requests (enterprise_number, call_id, at, http_method, method, path, outcome, is_cut)
     values ('0367', $1, clock_timestamp() - make_interval(days => $2), 'GET', 'user/phone', $3, 'empty', false)`,
    [callId, daysAgo, `user/phone/${PHONE}.json`],
  );
}

/** Everything in the tables, as text. */
async function everything(): Promise<string> {
  const tables = [
    'calls',
    'inbox',
    'call_legs',
    'popups',
    'uon_requests',
    'telegram_messages',
    'customers',
    'profiles',
    'webhooks',
    'client_lists',
    'drops',
    'recovery_calls',
  ];
  const dumps = tables.map((table) => pool.query(`select coalesce(json_agg(t)::text, '') as rows from ${table} t`));
  return (await Promise.all(dumps)).map(({ rows }) => String(rows[0]?.rows)).join('\n');
}

it('phones and names older than the setting are gone; what counts calls stays', async () => {
  await oldCall('1.1', 31);
  await pool.query(
    `insert into customers (enterprise_number, phone_e164, last_name, updated_at)
     values ('0367', $1, 'Иванова', clock_timestamp() - interval '31 days')`,
    [`+${PHONE}`],
  );
  await pool.query(
    `insert into profiles (enterprise_number, account, phone_e164, client, fetched_at)
     values ('0367', 'a', $1, '{"surname":"Иванова"}', clock_timestamp() - interval '31 days')`,
    [`+${PHONE}`],
  );
  await pool.query(
    `insert into webhooks (enterprise_number, kind, fields, fields_hash, state, received_at)
     values ('0367', 'click', $1, '', 'done', clock_timestamp() - interval '31 days'),
            ('0367', 'click', '{"phone":"waits"}', '', 'waiting', clock_timestamp() - interval '31 days')`,
    [{ phone: PHONE }],
  );
  await pool.query(
    `insert into client_lists (enterprise_number, account, client_id, kind, rows, fetched_at)
     values ('0367', 'a', '7', 'leads', '[{"source":"Иванова"}]', clock_timestamp() - interval '31 days')`,
  );
  await pool.query(
    `insert into drops (enterprise_number, what, dropped_at)
     values ('0367', 'phone:' || $1::text, clock_timestamp() - interval '31 days')`,
    [`+${PHONE}`],
  );
  await pool.query(
    `insert into popups (enterprise_number, call_id, manager_id, variant, state, claimed_at)
     values ('0367', 'notice:1', '2', 'basic', 'sent', clock_timestamp() - interval '31 days')`,
  );
  await oldRequest('notice:1', 31);
  const nothing = {
    chain: [],
    source: 'none',
    extension: null,
    line: null,
    hasName: false,
    wantsDialplan: false,
  } as const;
  const decided = {
    ...nothing,
    enterprise: '0367',
    phoneHash: 'hash',
    mode: 'off',
    reason: 'mode_off',
    tookMs: 1,
  } as const;
  const ages = [31, 29].map((days) => Date.now() - days * 86_400_000);
  await saveDecisions(
    pool,
    ages.map((atMs) => ({ ...decided, uniqueid: '1.1', atMs })),
  );
  await pool.query(
    `with old as (
       insert into recoveries (enterprise_number, kind, content_hash, total, state, ended_at)
       values ('0367', 'recovery', '', 1, 'done', clock_timestamp() - interval '31 days') returning id)
     insert into recovery_calls (recovery_id, position, number_key, state) select id, 0, $1, 'done' from old`,
    [`+${PHONE}`],
  );
  await pool.query(
    `insert into admin_audit (actor, action, subject, at) values ('a', 'logged-in', 'a', clock_timestamp() - interval '31 days')`,
  );
  const each = { calls: 1, events: 1, customers: 1, profiles: 1, webhooks: 1, lists: 1, drops: 1, notices: 1 };
  expect(await forgetOlderThan(pool, 30)).toEqual({
    ...each,
    noticeRequests: 1,
    recoveredCalls: 1,
    recoveries: 1,
    decisions: 1,
    audit: 1,
  });
  expect(await everything()).not.toMatch(/291112233|Иванова/);
  const { rows } = await pool.query(
    'select manager_id, duration_s, answered, client_id, lead_id, phone_hash from calls',
  );
  expect(rows).toEqual([
    { manager_id: '2', duration_s: 60, answered: true, client_id: null, lead_id: null, phone_hash: null },
  ]);
  expect(await forgetOlderThan(pool, 30)).toEqual(NOTHING);
});

it('what is younger, and every open call however old, is left alone', async () => {
  await oldCall('1.1', 29);
  await oldCall('1.2', 400, { closed: false });
  await pool.query(`insert into customers (enterprise_number, phone_e164) values ('0367', '+375291112233')`);
  await pool.query(
    `insert into client_lists (enterprise_number, account, client_id, kind, rows) values ('0367', 'a', '7', 'leads', '[]')`,
  );
  const before = await everything();
  expect(await forgetOlderThan(pool, 30)).toEqual(NOTHING);
  expect(await everything()).toBe(before);
});

it('an event that still waits to be signalled stays, and so does one of a call that closed of late', async () => {
  await oldCall('1.1', 29);
  await oldCall('1.2', 31);
  await pool.query(`update inbox set received_at = clock_timestamp() - interval '40 days'`);
  await pool.query(`update inbox set state = 'waiting' where call_id = '1.2'`);
  expect(await forgetOlderThan(pool, 30)).toMatchObject({ calls: 1, events: 0 });
});

it('a repeat of an event that was forgotten finds its call closed and makes no new one', async () => {
  await oldCall('1.1', 31);
  await forgetOlderThan(pool, 30);
  const repeated = await accept(startOf('1.1'));
  expect(repeated).toEqual({ outcome: 'late', callId: '1.1', deliveries: [] });
  const { rows } = await pool.query('select count(*) as calls from calls');
  expect(rows).toEqual([{ calls: 1 }]);
  expect(await findCall(pool, '0367', '1.1')).toMatchObject({ steps: [{ name: 'event start', status: 'late' }] });
});

it('more than a batch goes too, and two processes at once do not disturb each other', async () => {
  await pool.query(
    `insert into calls (enterprise_number, call_id, phone_e164, closed_at)
     select '0367', n::text, '+' || n, clock_timestamp() - interval '31 days' from generate_series(1, 1234) as n`,
  );
  await Promise.all([forgetOlderThan(pool, 30), forgetOlderThan(pool, 30)]);
  await forgetOlderThan(pool, 30);
  const { rows } = await pool.query('select count(*) as kept from calls where phone_e164 is not null');
  expect(rows).toEqual([{ kept: 0 }]);
});

it('leaves the work to the process that is at it', async () => {
  await oldCall('1.1', 31);
  const other = await pool.connect();
  try {
    await other.query('begin; select pg_advisory_xact_lock(7364012552)');
    expect(await forgetOlderThan(pool, 30)).toBeNull();
  } finally {
    await other.query('rollback');
    other.release();
  }
  expect(await forgetOlderThan(pool, 30)).toMatchObject({ calls: 1 });
});
