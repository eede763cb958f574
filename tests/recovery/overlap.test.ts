import { afterAll, beforeAll, expect, it } from 'vitest';
import { answeredCall, hangupOf, missedCall, newCallId, newPhone, openingEvents } from '../support/call-script.ts';
import { finishedCall, recover, requestsByRoute, through } from '../support/recovery.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const CREATE = { incoming_call_actions: { create_client_on_call: true, create_lead: 'if_no_open' } };

let system: System;
beforeAll(async () => void (system = await startSystem({ more: { RETRY_TIME_SCALE: '0.1' } })));
afterAll(() => system.stop());

async function post(of: TestEnterprise, events: readonly { event: string; body: Readonly<Record<string, unknown>> }[]) {
  for (const { event, body } of events) expect((await system.post(of, event, body)).status).toBe(202);
}

it('a call that was live is not done again', async () => {
  const agency = await system.enterprise({ uon: CREATE });
  const calls = [newCallId(), newCallId()].map((callId) => ({ callId, phone: newPhone() }));
  const [answered, missed] = calls;
  if (!answered || !missed) throw new Error('unreachable');
  await post(agency, answeredCall(answered));
  await post(agency, missedCall(missed));
  for (const { callId } of calls) await system.closed(agency, callId);
  const before = requestsByRoute(system, agency);
  const sent = calls.map(({ callId, phone }) => finishedCall({ uniqueid: callId, phone }));
  expect(await through(system, await recover(system, agency, sent))).toMatchObject({ done: 2, known: 2, failed: 0 });
  expect(requestsByRoute(system, agency)).toEqual(before);
});

it('a call that was recovered is over: what its PBX still sends does nothing, and stands in its journal as late', async () => {
  const agency = await system.enterprise({ uon: CREATE });
  const call = { callId: newCallId(), phone: newPhone() };
  const id = await recover(system, agency, [finishedCall({ uniqueid: call.callId, phone: call.phone })]);
  expect(await through(system, id)).toMatchObject({ done: 1, known: 0, failed: 0 });
  const before = requestsByRoute(system, agency);
  await post(agency, answeredCall(call));
  const journal = await system.journal(agency, call.callId);
  expect(journal).toMatchObject({
    status: 'ended',
    direction: 'incoming',
    answered: true,
    extension: '151',
    manager_id: '2',
    duration: 60,
  });
  expect(journal?.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
    ...['user/phone done', 'user/create, lead/create done', 'call_history/create done', 'user/update: manager done'],
    ...['request/update: manager of lead 1 done'],
    ...['event start late', 'event dial late', 'event bridge late', 'event hangup late'],
  ]);
  expect(requestsByRoute(system, agency)).toEqual(before);
  expect(system.uon.account(agency.apiKey).notifications).toEqual([]);
});

it('a live call whose hangup was lost is logged by the recovery, and once when the hangup comes after all', async () => {
  const agency = await system.enterprise({ uon: CREATE });
  const account = system.uon.account(agency.apiKey);
  const call = { callId: newCallId(), phone: newPhone(), rung: ['151'] };
  await post(agency, openingEvents(call));
  await waitFor('the lead', () => account.leads.length === 1);
  const id = await recover(system, agency, [finishedCall({ uniqueid: call.callId, phone: call.phone })]);
  expect(await through(system, id)).toMatchObject({ done: 1, known: 0, failed: 0 });
  await post(agency, [hangupOf(call, { CallStatus: '2', StartTime: '2025-09-14 12:05:13', Extensions: ['151'] })]);
  await system.closed(agency, call.callId);
  expect([account.clients.length, account.leads.length, account.callRecords.length]).toEqual([1, 1, 1]);
});

it('recovered calls and live ones of one number at once make one client, one lead, and a record each', async () => {
  const agency = await system.enterprise({ uon: CREATE });
  const account = system.uon.account(agency.apiKey);
  const phone = newPhone();
  const live = [newCallId(), newCallId(), newCallId()].map((callId) => ({ callId, phone }));
  const recovered = Array.from({ length: 10 }, () => finishedCall({ phone }));
  // The live calls' own ids among them: whoever comes first does them.
  const both = live.map(({ callId }) => finishedCall({ uniqueid: callId, phone }));
  const [id, second] = await Promise.all([
    recover(system, agency, [...recovered, ...both]),
    recover(system, agency, [...both, ...recovered].toReversed()),
    ...live.map((call) => post(agency, answeredCall(call))),
  ]);
  for (const one of [id, second])
    expect(await through(system, one ?? '', 90_000)).toMatchObject({ done: 13, failed: 0 });
  for (const { callId } of live) await system.closed(agency, callId);
  const logged = account.callRecords.map(({ note }) => note.split(' ').at(-1)).toSorted();
  expect(logged).toEqual([...recovered, ...both].map(({ uniqueid }) => uniqueid).toSorted());
  expect([account.clients.length, account.leads.length]).toEqual([1, 1]);
}, 120_000);

it('two numbers of one client get one lead', async () => {
  const phones = [newPhone(), newPhone()];
  const client = { u_id: 5, u_name: 'Юлия', u_phone: `+${phones[0]}`, u_phone_mobile: `+${phones[1]}` };
  const agency = await system.enterprise({ uon: CREATE, seed: { clients: [client] } });
  const id = await recover(
    system,
    agency,
    phones.map((phone) => finishedCall({ phone })),
  );
  expect(await through(system, id)).toMatchObject({ done: 2, failed: 0 });
  const { leads } = system.uon.account(agency.apiKey);
  expect(leads.map(({ client_id, manager_id }) => [client_id, manager_id])).toEqual([[5, 2]]);
});

it('calls that U-ON has nothing of stand in our journal alone', async () => {
  const own = newPhone();
  const lines = [{ trunk: '1', name: 'Офис', phone: `+${own}` }];
  const agency = await system.enterprise({ uon: CREATE, lines });
  const calls = [
    finishedCall({ direction: 'internal', phone: '152' }),
    finishedCall({ phone: 'anonymous' }),
    finishedCall({ phone: own }),
    finishedCall({ phone: '' }),
  ];
  expect(await through(system, await recover(system, agency, calls))).toMatchObject({ done: 4, failed: 0 });
  expect(requestsByRoute(system, agency)).toEqual({});
  for (const { uniqueid } of calls) {
    expect(await system.journal(agency, uniqueid)).toMatchObject({ status: 'ended', steps: [{ status: 'skipped' }] });
  }
});

it('outgoing calls go by their own settings, and names by their priority', async () => {
  const [known, unknown] = [newPhone(), newPhone()];
  const client = { u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${known}`, manager_id: 4 };
  const agency = await system.enterprise({ uon: { ...CREATE, primary: true }, seed: { clients: [client] } });
  await system.pool.query(
    `insert into customers (enterprise_number, phone_e164, last_name, meta) values ($1, $2, 'Иная', '{"ids":{"uon":["5"]}}')`,
    [agency.number, `+${known}`],
  );
  const calls = [
    finishedCall({ phone: known, direction: 1, start: '2025-09-14T09:05:13Z', end: '2025-09-14T09:05:43Z' }),
    finishedCall({
      phone: unknown,
      direction: 'outgoing',
      answered: false,
      record_url: 'https://records.example/1.wav',
    }),
  ];
  expect(await through(system, await recover(system, agency, calls))).toMatchObject({ done: 2, failed: 0 });
  const account = system.uon.account(agency.apiKey);
  expect([account.clients.length, account.leads.length]).toEqual([1, 0]);
  const byPhone = new Map(account.callRecords.map((record) => [record.phone, record]));
  expect(byPhone.get(known)).toMatchObject({ direction: 1, start: '2025-09-14 12:05:13', duration: 30, manager_id: 2 });
  expect(byPhone.get(unknown)).toMatchObject({
    direction: 1,
    duration: 0,
    record_link: 'https://records.example/1.wav',
  });
  const { rows } = await system.pool.query('select last_name from customers where enterprise_number = $1', [
    agency.number,
  ]);
  expect(rows).toEqual([{ last_name: 'Юонова' }]);
});
