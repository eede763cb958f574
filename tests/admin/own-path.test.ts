import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteCustomer } from '../../db/customers.ts';
import { addUser, loggedIn, type Visitor } from '../support/admin.ts';
import { openStream } from '../support/event-stream.ts';
import { addCalls } from '../support/journal.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';

/** What only the other agency knows. */
const PHONE = '+375298877665';
const SURNAME = 'Чужестранцева';
const CALL = '1757840723.6601';
const OPEN_CALL = '1757840723.6602';
const RECORDING = 'https://records.example/foreign.wav';
const STEP = 'call_history/create';
const SECRETS = [PHONE.slice(1), SURNAME, RECORDING, 'чужой текст'];

let system: System;
let own: TestEnterprise;
let foreign: TestEnterprise;
let visitors: Record<'own' | 'foreign', Visitor>;
beforeAll(async () => {
  // Without workers nothing goes on by itself while we look.
  system = await startSystem({ workers: [] });
  [own, foreign] = [await system.enterprise(), await system.enterprise()];
  const error = 'uon-refused: чужой текст';
  await addCalls(system.pool, foreign.number, [
    {
      ...{ callId: CALL, openedAt: '2025-09-14T09:05:23Z', phone: PHONE, managerId: '2', extension: '151' },
      steps: [{ name: STEP, at: '2025-09-14T09:06:00Z', status: 'failed', error }],
    },
    { callId: OPEN_CALL, openedAt: '2025-09-14T09:07:23Z', phone: PHONE, isClosed: false },
  ]);
  await system.pool.query(
    `insert into inbox (enterprise_number, event, body_hash, uniqueid, body, call_id, state)
     values ($1, 'hangup', '', $2::text, json_build_object('UniqueId', $2::text, 'Phone', $3::text, 'CallType', 0, 'CallStatus', 2,
             'EndTime', '2025-09-14 12:06:13', 'RecordUrl', $4::text), $2, 'delivered')`,
    [foreign.number, CALL, PHONE, RECORDING],
  );
  for (const id of ['501', '502']) {
    await noteCustomer(system.pool, {
      ...{ enterprise: foreign.number, phoneE164: PHONE, overwriteNames: true },
      client: {
        ...{ id, surname: SURNAME, name: 'Анна', patronymic: '', company: '', kind: 'person', phones: [PHONE] },
        ...{ managerId: null, active: true, deleted: false },
      },
    });
  }
  const administrator = async ({ number }: TestEnterprise) => {
    const email = `${number}@example.com`;
    await addUser(system.pool, email, { role: 'administrator', enterprises: [number] });
    return loggedIn(system.url, email);
  };
  visitors = { own: await administrator(own), foreign: await administrator(foreign) };
});
afterAll(() => system.stop());

const base = ({ number }: TestEnterprise) => `/api/admin/enterprises/${number}`;
const phone = encodeURIComponent(PHONE);
const callsBefore = `${Date.parse('2025-09-14T09:08:00Z') * 1_000}.${OPEN_CALL}`;
const customersBefore = Buffer.from(JSON.stringify(['2999-01-01 00:00:00+00', PHONE])).toString('base64url');

/** Each with what marks the other's data in an answer to the other himself. */
const PLACES = [
  { path: '/calls', shows: CALL },
  { path: `/calls?phone=${phone}`, shows: CALL },
  { path: '/calls?phone=7665&result=failed', shows: CALL },
  { path: '/calls?manager_id=2', shows: CALL },
  { path: `/calls?before=${callsBefore}`, shows: CALL },
  { path: '/calls/export', shows: SURNAME },
  { path: '/calls/export/size', shows: '"rows":2' },
  { path: '/customers', shows: SURNAME },
  { path: `/customers?q=${encodeURIComponent(SURNAME)}`, shows: SURNAME },
  { path: '/customers?q=501', shows: SURNAME },
  { path: `/customers?before=${customersBefore}`, shows: SURNAME },
  { path: '/customers/hints', shows: SURNAME },
] as const;
const NAMED = [
  { path: `/calls/${CALL}`, shows: STEP },
  { path: `/customers/card?phone=${phone}`, shows: SURNAME },
] as const;

async function texts(path: string, visitor: Visitor, enterprise: TestEnterprise) {
  const answer = await visitor.ask('GET', base(enterprise) + path);
  return { status: answer.status, text: await answer.text() };
}

function expectNoWord(text: string): void {
  for (const secret of SECRETS) expect(text).not.toContain(secret);
}

describe('in the path of one’s own enterprise there is nothing of another’s', () => {
  it.each(PLACES)('$path', async ({ path, shows }) => {
    const theirs = await texts(path, visitors.foreign, foreign);
    expect([theirs.status, theirs.text]).toEqual([200, expect.stringContaining(shows)]);
    const ours = await texts(path, visitors.own, own);
    expect(ours.status).toBe(200);
    expect(ours.text).not.toContain(shows);
    expectNoWord(ours.text);
  });

  it.each(NAMED)('$path: there is no such', async ({ path, shows }) => {
    const theirs = await texts(path, visitors.foreign, foreign);
    expect([theirs.status, theirs.text]).toEqual([200, expect.stringContaining(shows)]);
    const ours = await texts(path, visitors.own, own);
    expect(ours.status).toBe(404);
    expectNoWord(ours.text);
  });

  it('a recording: there is no such', async () => {
    const path = `/calls/${CALL}/recording`;
    // It is there, and its host is not one that may be asked.
    expect((await texts(path, visitors.foreign, foreign)).status).toBe(409);
    const ours = await texts(path, visitors.own, own);
    expect(ours.status).toBe(404);
    expectNoWord(ours.text);
  });

  it('a repeat: there is no such call, and nobody’s audit says otherwise', async () => {
    const answer = await visitors.own.ask('POST', `${base(own)}/calls/${CALL}/repeat`, { step: STEP });
    expect(answer.status).toBe(404);
    expectNoWord(await answer.text());
    const { rows } = await system.pool.query(`select 1 from admin_audit where action = 'call-step-repeated'`);
    expect(rows).toEqual([]);
  });

  it('calls as they go on', async () => {
    const theirs = await openStream(`${system.url}${base(foreign)}/calls/live`, visitors.foreign.cookie);
    const ours = await openStream(`${system.url}${base(own)}/calls/live`, visitors.own.cookie);
    expect(JSON.stringify((await theirs.until('open')).data)).toContain(OPEN_CALL);
    expect((await ours.until('open')).data).toMatchObject({ calls: [] });
    for (const stream of [theirs, ours]) stream.close();
  });
});
