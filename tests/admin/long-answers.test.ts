import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser, loggedIn, OWNER, visitor } from '../support/admin.ts';
import { addCalls } from '../support/journal.ts';
import { SOUND, startRecordings, type RecordingServer } from '../support/recordings.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { hangupOf, newCallId, newPhone, openingEvents } from '../support/call-script.ts';

let system: System;
let own: TestEnterprise;
let records: RecordingServer;
beforeAll(async () => {
  // Begins to play, and never ends.
  records = await startRecordings((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': 10_000_000 }).write(SOUND);
  });
  system = await startSystem({ workers: [] });
  own = await system.enterprise();
});
afterAll(async () => {
  await system.stop();
  await records.close();
});

const calls = (rest: string) => `/api/admin/enterprises/${own.number}/calls${rest}`;

/** A file that nobody's buffers hold as a whole. */
async function exportPath(): Promise<string> {
  await system.pool.query(
    `insert into calls (enterprise_number, call_id, opened_at, closed_at, status, direction, phone_e164, line)
     select $1, '1.' || n, clock_timestamp() - n * interval '1 second', clock_timestamp(), 'ended', 'incoming', '+375291112233',
            repeat('линия', 200)
       from generate_series(1, 30000) as n on conflict do nothing`,
    [own.number],
  );
  return calls('/export');
}

async function recordingPath(): Promise<string> {
  const call = { callId: newCallId(), phone: newPhone() };
  const hangup = hangupOf(call, {
    CallStatus: '2',
    StartTime: '2025-09-14 12:05:13',
    RecordUrl: `${records.url}/1.wav`,
  });
  for (const { event, body } of [...openingEvents(call), hangup])
    expect((await system.post(own, event, body)).status).toBe(202);
  return calls(`/${call.callId}/recording`);
}

it.each([
  ['a file', 'logs out', exportPath],
  ['a file', 'loses the enterprise', exportPath],
  ['a recording', 'logs out', recordingPath],
  ['a recording', 'loses the enterprise', recordingPath],
] as const)('%s breaks off when who asked for it %s', async (what, end, path) => {
  const email = `${what}-${end}@example.com`.replaceAll(' ', '-');
  const { id } = await addUser(system.pool, email, { role: 'reader', enterprises: [own.number] });
  const { cookie } = await loggedIn(system.url, email);
  const answer = await fetch(system.url + (await path()), { headers: { Cookie: cookie } });
  expect(answer.status).toBe(200);
  const reader = answer.body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  if (end === 'logs out') await visitor(system.url, cookie).ask('DELETE', '/api/admin/session');
  else await system.pool.query(`update admin_users set enterprises = '{none}' where id = $1`, [id]);
  const toTheEnd = async (): Promise<void> => {
    while (!(await reader?.read())?.done);
  };
  await expect(toTheEnd()).rejects.toThrow();
});

it('a file stands in the audit, with the filters that were set and not what they were set to', async () => {
  await addUser(system.pool, 'owner@example.com', OWNER);
  const owner = await loggedIn(system.url, 'owner@example.com');
  const enterprise = await system.enterprise();
  await addCalls(system.pool, enterprise.number, [{ callId: '1.1', openedAt: '2025-09-14T10:00:00Z' }]);
  const query = 'phone=%2B375291112233&from=2025-09-14&lang=en';
  const file = await owner.ask('GET', `/api/admin/enterprises/${enterprise.number}/calls/export?${query}`);
  expect((await file.text()).split('\r\n')).toHaveLength(3);
  const audit = await owner.ask('GET', '/api/admin/audit');
  const text = await audit.text();
  expect(JSON.parse(text)).toMatchObject({
    entries: expect.arrayContaining([
      expect.objectContaining({
        ...{ actor: 'owner@example.com', action: 'calls-exported', subject: enterprise.number },
        details: { filters: ['from', 'phone'] },
      }),
    ]),
  });
  expect(text).not.toContain('375291112233');
});
