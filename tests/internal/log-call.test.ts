import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addServiceToken } from '../../db/service-tokens.ts';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { postAsService, requestsByRoute } from '../support/recovery.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const CREATE = { create_client_on_call: true, create_lead: 'if_no_open', missed_call_task: true };

let system: System;
beforeAll(async () => void (system = await startSystem({ more: { RETRY_TIME_SCALE: '0.1' } })));
afterAll(() => system.stop());

const log = (body: Record<string, unknown>) => postAsService(`${system.url}/internal/uon/log-call`, body);

function loggedCall(
  { number }: TestEnterprise,
  more: Record<string, unknown> = {},
): Record<string, unknown> & { uniqueid: string } {
  return {
    ...{ enterprise: number, uniqueid: newCallId(), phone: newPhone(), extension: '151', direction: 'incoming' },
    ...{ start: '2025-09-14 12:05:13', duration: 60, record_url: 'https://records.example/1.wav' },
    ...more,
  };
}

/** Waits until all that was logged for the enterprise is through. */
function done({ number }: TestEnterprise): Promise<boolean> {
  return waitFor('the logged calls', async () => {
    const open = `select 1 from recoveries where enterprise_number = $1 and ended_at is null`;
    return (await system.pool.query(open, [number])).rowCount === 0;
  });
}

describe('POST /internal/uon/log-call', () => {
  it('logs the call with its manager, who gets client and leads; no popup, nothing made', async () => {
    const phone = newPhone();
    const seed = {
      clients: [{ u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${phone}` }],
      leads: [
        { id: 71, client_id: 5, status_id: 7 },
        { id: 72, client_id: 5, status_id: 7, manager_id: 9 },
      ],
    };
    const agency = await system.enterprise({ seed, uon: { incoming_call_actions: CREATE, primary: true } });
    const call = loggedCall(agency, { phone });
    const answer = await log(call);
    expect([answer.status, await answer.json()]).toEqual([202, { call_id: call.uniqueid }]);
    await done(agency);
    const account = system.uon.account(agency.apiKey);
    expect(account.callRecords).toMatchObject([
      {
        phone,
        start: '2025-09-14 12:05:13',
        duration: 60,
        direction: 2,
        manager_id: 2,
        record_link: 'https://records.example/1.wav',
      },
    ]);
    expect(account.clients).toMatchObject([{ u_id: 5, manager_id: 2 }]);
    expect(account.leads.map(({ id, manager_id }) => [id, manager_id])).toEqual([
      [71, 2],
      [72, 9],
    ]);
    expect([account.notifications, account.reminders]).toEqual([[], []]);
    expect(await system.journal(agency, call.uniqueid)).toMatchObject({
      status: 'ended',
      answered: true,
      client_id: '5',
      duration: 60,
    });
    const { rows } = await system.pool.query('select last_name from customers where enterprise_number = $1', [
      agency.number,
    ]);
    expect(rows).toEqual([{ last_name: 'Юонова' }]);
  });

  it('makes neither client nor lead nor task, whatever the settings', async () => {
    const agency = await system.enterprise({ uon: { incoming_call_actions: CREATE } });
    for (const duration of [60, 0]) expect((await log(loggedCall(agency, { duration }))).status).toBe(202);
    await done(agency);
    const account = system.uon.account(agency.apiKey);
    expect([account.clients, account.leads, account.reminders]).toEqual([[], [], []]);
    expect(account.callRecords.map(({ duration }) => duration).toSorted()).toEqual([0, 60]);
  });

  it('takes a manager instead of an extension, and directions as U-ON numbers them', async () => {
    const agency = await system.enterprise();
    await log(loggedCall(agency, { manager_id: 9, extension: undefined, direction: 1 }));
    await log(loggedCall(agency, { manager_id: '4', extension: '151', direction: '2' }));
    await done(agency);
    const { callRecords } = system.uon.account(agency.apiKey);
    expect(callRecords.map(({ direction, manager_id }) => [direction, manager_id]).toSorted()).toEqual([
      [1, 9],
      [2, 4],
    ]);
  });

  it('takes the same id as one call, also at once, and after a live call of that id', async () => {
    const agency = await system.enterprise();
    const call = loggedCall(agency);
    const answers = await Promise.all(Array.from({ length: 5 }, () => log(call)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    expect((await log({ ...call, duration: 61 })).status).toBe(202);
    const live = { callId: newCallId(), phone: newPhone() };
    for (const { event, body } of answeredCall(live)) await system.post(agency, event, body);
    await system.closed(agency, live.callId);
    const before = requestsByRoute(system, agency);
    expect((await log(loggedCall(agency, { uniqueid: live.callId, phone: live.phone }))).status).toBe(202);
    await done(agency);
    expect(requestsByRoute(system, agency)).toEqual(before);
    expect(system.uon.account(agency.apiKey).callRecords).toHaveLength(2);
  });

  it('refuses what is wrong, names it, and stores nothing', async () => {
    const agency = await system.enterprise();
    const fields = async (more: Record<string, unknown>) => {
      const answer = await log(loggedCall(agency, more));
      const { errors } = (await answer.json()) as { errors?: { field: string }[] };
      return [answer.status, ...(errors ?? []).map(({ field }) => field)];
    };
    expect(await fields({ uniqueid: undefined, direction: 3 })).toEqual([422, 'uniqueid', 'direction']);
    expect(await fields({ duration: -1 })).toEqual([422, 'duration']);
    expect(await fields({ duration: '1 min' })).toEqual([422, 'duration']);
    expect(await fields({ start: 'yesterday' })).toEqual([422, 'start']);
    expect(await fields({ manager_id: 'Иван' })).toEqual([422, 'manager_id']);
    expect(await fields({ phone: ['375291234567'] })).toEqual([422, 'phone']);
    expect(await fields({ enterprise: undefined })).toEqual([422, 'enterprise']);
    expect(await fields({ enterprise: 'nobody' })).toEqual([404]);
    const off = await system.enterprise({ uon: { enabled: false } });
    expect((await log(loggedCall(off))).status).toBe(409);
    const { rowCount } = await system.pool.query('select 1 from recoveries where enterprise_number = $1', [
      agency.number,
    ]);
    expect(rowCount).toBe(0);
  });

  it('asks for a service token of the enterprise', async () => {
    const agency = await system.enterprise();
    const body = JSON.stringify(loggedCall(agency));
    const url = `${system.url}/internal/uon/log-call`;
    const headers = { 'Content-Type': 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(401);
    const token = (await addServiceToken(system.pool, 'another', ['another'])) ?? '';
    const foreign = { ...headers, Authorization: `Bearer ${token}` };
    expect((await fetch(url, { method: 'POST', headers: foreign, body })).status).toBe(403);
  });
});
