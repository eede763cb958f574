import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callStoryAnswer, repeatAnswer, type CallStoryAnswer } from '../../api/admin/call-story-operations.ts';
import { addUser, loggedIn, OWNER, type Visitor } from '../support/admin.ts';
import { answeredCall, hangupOf, missedCall, newCallId, newPhone, openingEvents } from '../support/call-script.ts';
import { finishedCall, recover, through } from '../support/recovery.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { repeatWorkflowId } from '../../workflows/names.ts';

const SHORT = { late_s: 0, settle_ms: 100 };
let system: System;
let owner: Visitor;
let administrator: Visitor;
let reader: Visitor;
let agency: TestEnterprise;
let phone: string;
beforeAll(async () => {
  phone = newPhone();
  system = await startSystem({ more: { TEMPORAL_UI_URL: 'https://temporal.example/' } });
  const client = { u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${phone}`, u_email: 'yulia@example.com' };
  agency = await system.enterprise({
    seed: { clients: [client], leads: [{ id: 71, client_id: 5, status_id: 1 }] },
    uon: { calls: SHORT, subdomain: 'id1.u-on.ru' },
  });
  await addUser(system.pool, 'owner@example.com', OWNER);
  await addUser(system.pool, 'anna@example.com', { role: 'administrator', enterprises: [agency.number] });
  await addUser(system.pool, 'reader@example.com', { role: 'reader', enterprises: null });
  owner = await loggedIn(system.url, 'owner@example.com');
  administrator = await loggedIn(system.url, 'anna@example.com');
  reader = await loggedIn(system.url, 'reader@example.com');
});
afterAll(() => system.stop());
afterEach(() => system.uon.faults.clear());

const pathOf = (callId: string, { number } = agency) => `/api/admin/enterprises/${number}/calls/${callId}`;
async function read(callId: string, enterprise = agency): Promise<CallStoryAnswer> {
  const answer = await owner.ask('GET', pathOf(callId, enterprise));
  expect(answer.status).toBe(200);
  return callStoryAnswer.parse(await answer.json());
}
/** The log is written once a second, by each worker for itself. */
const readWith = (callId: string, methods: readonly string[], enterprise = agency) =>
  waitFor(`${methods.join()} in the log`, async () => {
    const story = await read(callId, enterprise);
    return methods.every((method) => story.requests.some((one) => one.method === method)) && story;
  });
async function play(events: readonly { event: string; body: Record<string, unknown> }[], enterprise = agency) {
  for (const { event, body } of events) expect((await system.post(enterprise, event, body)).status).toBe(202);
}
function repeat(callId: string, step: string, { who = administrator, enterprise = agency } = {}): Promise<Response> {
  return who.ask('POST', `${pathOf(callId, enterprise)}/repeat`, { step });
}
async function done(answer: Response) {
  expect(answer.status).toBe(200);
  return repeatAnswer.parse(await answer.json());
}
const received = (route: string, { apiKey } = agency) =>
  system.uon.requests.filter((one) => one.apiKey === apiKey && one.route === route).length;
const refuse = (route: string, { apiKey } = agency) =>
  system.uon.faults.add({ route, apiKey, kind: 'refused', times: Infinity });
async function terminate(workflowId: string): Promise<void> {
  const { address, namespace } = system.temporal;
  const connection = await Connection.connect({ address });
  await new Client({ connection, namespace }).workflow.getHandle(workflowId).terminate();
  await connection.close();
}
const stepsOf = ({ steps }: CallStoryAnswer, name: string) => steps.filter((one) => one.name === name);

describe('the story of a call', () => {
  it('tells what came from the PBX, what was sent to U-ON and answered, and where to look further', async () => {
    const callId = newCallId();
    const [start, dial, ...after] = answeredCall({ callId, phone });
    await play([start, dial]);
    await waitFor('two popups', () => received('notification/create') === 2);
    await play(after);
    await system.closed(agency, callId);
    const story = await readWith(callId, ['user/phone', 'notification/create', 'call_history/create']);
    expect(story.call).toMatchObject({ call_id: callId, client_id: '5', closed: true, answered: true, duration_s: 60 });
    expect(story.events.map(({ name, state }) => [name, state])).toEqual(
      ['start', 'dial', 'bridge', 'hangup'].map((name) => [name, 'delivered']),
    );
    expect(JSON.stringify(story)).not.toContain(agency.token);
    expect(JSON.stringify(story)).not.toContain(agency.apiKey);
    expect(JSON.stringify(story)).not.toContain('yulia@example.com');
    const request = (method: string) => story.requests.find((one) => one.method === method);
    expect(request('user/phone')).toMatchObject({
      ...{ http_method: 'GET', path: `user/phone/${phone}.json`, outcome: 'ok', status: 200, parameters: null },
      answer: { users: [{ u_surname: 'Юонова', u_name: 'Юлия' }] },
    });
    expect(request('notification/create')).toMatchObject({
      parameters: { manager_id: expect.any(Number) as unknown, text: expect.stringContaining('Юонова') as unknown },
    });
    expect(request('call_history/create')).toMatchObject({
      ...{ http_method: 'POST', outcome: 'ok', attempt: 1, parameters: { phone, manager_id: 2, direction: 2 } },
    });
    expect(story.popups.toSorted((a, b) => Number(a.manager_id) - Number(b.manager_id))).toMatchObject([
      { manager_id: '2', state: 'sent' },
      { manager_id: '4', state: 'sent' },
    ]);
    expect(story.effects).toMatchObject([{ effect: 'call_history/create', state: 'done', sends: 1 }]);
    expect(story.links).toEqual({ client: 'https://id1.u-on.ru/client_edit.php?client_id=5', lead: null });
    expect(story.temporal).toBe(
      `https://temporal.example/namespaces/${system.temporal.namespace}/workflows/call%3A${agency.number}%3A${callId}`,
    );
    expect([story.recording, story.repeatable, story.has_more_requests]).toEqual([null, [], false]);
  });

  it('has late events, the recording, and nothing for who may not', async () => {
    const call = { callId: newCallId(), phone: newPhone() };
    const RecordUrl = 'https://listener:word@pbx.example/r/1.mp3';
    await play([
      ...openingEvents(call),
      hangupOf(call, { CallStatus: '0', StartTime: '', Extensions: [''], RecordUrl }),
    ]);
    await system.closed(agency, call.callId);
    await play([hangupOf(call, { CallStatus: '2', StartTime: '', Extensions: ['151'] })]);
    const story = await read(call.callId);
    expect(story.recording).toEqual({ url: 'https://pbx.example/r/1.mp3', can_play: false });
    expect(JSON.stringify(story)).not.toContain('listener');
    expect(story.events.at(-1)).toMatchObject({ name: 'hangup', state: 'late' });
    const foreign = await system.enterprise();
    expect((await administrator.ask('GET', pathOf(call.callId, foreign))).status).toBe(403);
    expect((await owner.ask('GET', pathOf(call.callId, foreign))).status).toBe(404);
    expect((await owner.ask('GET', pathOf('%00'))).status).toBe(404);
    expect((await reader.ask('GET', pathOf(call.callId))).status).toBe(200);
    expect((await repeat(call.callId, 'call_history/create', { who: reader })).status).toBe(403);
  });
});

describe('a repeated step', () => {
  it('is done once, however often one clicks, and refused when it is done', async () => {
    const callId = newCallId();
    const fault = refuse('call_history/create');
    await play(answeredCall({ callId, phone }));
    await system.closed(agency, callId);
    const before = received('call_history/create');
    const failed = await readWith(callId, ['call_history/create']);
    expect(stepsOf(failed, 'call_history/create')).toMatchObject([{ status: 'failed', code: 'uon-refused' }]);
    expect(failed.repeatable).toEqual([{ step: 'call_history/create', can_repeat: true, why_not: null }]);
    expect(failed.requests.find(({ method }) => method === 'call_history/create')).toMatchObject({
      ...{ outcome: 'refused', answer: expect.anything() as unknown },
    });

    const still = await done(await repeat(callId, 'call_history/create'));
    expect(still).toMatchObject({ status: 'failed', code: 'uon-refused' });
    system.uon.faults.remove(fault);
    const clicks = await Promise.all([1, 2, 3].map(() => repeat(callId, 'call_history/create')));
    // One that came when the first was through is refused.
    for (const click of clicks) expect([200, 409]).toContain(click.status);
    expect(clicks.map(({ status }) => status)).toContain(200);
    expect(received('call_history/create')).toBe(before + 2);

    const story = await read(callId);
    expect(stepsOf(story, 'call_history/create')).toMatchObject([
      { status: 'failed', is_repeat: false, is_mended: true },
      { status: 'failed', is_repeat: true, is_mended: true },
      { status: 'done', is_repeat: true, is_mended: false },
    ]);
    expect([story.call.failed_steps, story.repeatable]).toEqual([
      0,
      [{ step: 'call_history/create', can_repeat: false, why_not: 'mended' }],
    ]);
    const again = await repeat(callId, 'call_history/create');
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('it was done since')]);
    const audit = await (await owner.ask('GET', '/api/admin/audit')).text();
    expect(audit).toMatch(/"actor":"anna@example.com","action":"call-step-repeated"/);
  });

  it('takes what an earlier attempt made after all', async () => {
    const callId = newCallId();
    await play(answeredCall({ callId, phone }));
    await system.closed(agency, callId);
    const before = received('call_history/create');
    // As if the record's answer had been lost for good.
    await system.pool.query(`update effects set state = 'unclear', sends = 1 where call_id = $1`, [callId]);
    await system.pool.query(
      `update calls set steps = '[{"name":"call_history/create","at":"2026-01-01T00:00:00Z","status":"failed"}]'
        where call_id = $1`,
      [callId],
    );
    expect(await done(await repeat(callId, 'call_history/create'))).toMatchObject({ status: 'done' });
    expect(received('call_history/create')).toBe(before);
  });

  it('makes client and lead, and gives them the manager who talked', async () => {
    const enterprise = await system.enterprise({
      uon: {
        calls: SHORT,
        incoming_call_actions: { create_client_on_call: true, create_lead: 'if_no_open', status_lead_no_leads: 33 },
      },
    });
    const callId = newCallId();
    const fault = refuse('user/create', enterprise);
    await play(answeredCall({ callId, phone: newPhone() }), enterprise);
    await system.closed(enterprise, callId);
    system.uon.faults.remove(fault);
    const step = 'user/create, lead/create';
    expect(await done(await repeat(callId, step, { who: owner, enterprise }))).toMatchObject({ status: 'done' });
    const story = await readWith(callId, ['lead/create'], enterprise);
    expect(story.call).toMatchObject({
      client_id: expect.stringMatching(/\d/) as unknown,
      lead_id: expect.stringMatching(/\d/) as unknown,
    });
    expect([received('user/create', enterprise), received('lead/create', enterprise)]).toEqual([2, 1]);
    expect(story.steps.filter((one) => one.is_repeat).map(({ name, status }) => `${name} ${status}`)).toEqual(
      expect.arrayContaining([
        `${step} done`,
        'user/update: manager done',
        expect.stringMatching(/manager of lead \d+ done/),
      ]),
    );
  });

  it('gives the task of a missed call', async () => {
    const enterprise = await system.enterprise({
      uon: { calls: SHORT, incoming_call_actions: { missed_call_task: true, task_minutes: 15 } },
    });
    const callId = newCallId();
    const fault = refuse('reminder/create', enterprise);
    await play(missedCall({ callId, phone: newPhone() }), enterprise);
    await system.closed(enterprise, callId);
    system.uon.faults.remove(fault);
    expect(await done(await repeat(callId, 'reminder/create', { who: owner, enterprise }))).toMatchObject({
      status: 'done',
    });
    expect(received('reminder/create', enterprise)).toBe(2);
  });

  it('is refused of what U-ON may have done and can’t be asked for, whatever came after that', async () => {
    const enterprise = await system.enterprise({
      uon: { calls: SHORT, incoming_call_actions: { missed_call_task: true, task_minutes: 15 } },
    });
    const account = system.uon.account(enterprise.apiKey);
    const of = { route: 'reminder/create', apiKey: enterprise.apiKey };
    system.uon.faults.add({ ...of, kind: 'reset', when: 'after', times: 1 });
    refuse('reminder/create', enterprise);
    const callId = newCallId();
    await play(missedCall({ callId, phone: newPhone() }), enterprise);
    await system.closed(enterprise, callId);
    const story = await read(callId, enterprise);
    expect(stepsOf(story, 'reminder/create')).toMatchObject([{ status: 'failed', code: 'uon-refused' }]);
    expect(story.effects).toContainEqual(
      expect.objectContaining({ effect: 'reminder/create', state: 'unclear', sends: 1 }),
    );
    expect(account.reminders).toHaveLength(1);
    system.uon.faults.clear();
    expect(story.repeatable).toEqual([{ step: 'reminder/create', can_repeat: false, why_not: 'look-there' }]);
    const answer = await repeat(callId, 'reminder/create', { who: owner, enterprise });
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('look there')]);
    expect(account.reminders).toHaveLength(1);
  });

  it('sends once what can’t be asked for, though the answer is lost', async () => {
    const enterprise = await system.enterprise({
      uon: { calls: SHORT, incoming_call_actions: { missed_call_task: true, task_minutes: 15 } },
    });
    const account = system.uon.account(enterprise.apiKey);
    refuse('reminder/create', enterprise);
    const callId = newCallId();
    await play(missedCall({ callId, phone: newPhone() }), enterprise);
    await system.closed(enterprise, callId);
    system.uon.faults.clear();
    const of = { route: 'reminder/create', apiKey: enterprise.apiKey };
    system.uon.faults.add({ ...of, kind: 'reset', when: 'after', times: 1 });
    await repeat(callId, 'reminder/create', { who: owner, enterprise });
    const story = await waitFor('the end of the repeat', async () => {
      const now = await read(callId, enterprise);
      return now.steps.some((one) => one.is_repeat) && now;
    });
    expect(stepsOf(story, 'reminder/create').at(-1)).toMatchObject({ status: 'failed', code: 'uon-unsure' });
    expect(story.repeatable).toEqual([{ step: 'reminder/create', can_repeat: false, why_not: 'look-there' }]);
    expect(account.reminders).toHaveLength(1);
  });

  it('that is broken off has failed, and the log says so', async () => {
    const callId = newCallId();
    const fault = refuse('call_history/create');
    await play(answeredCall({ callId, phone }));
    await system.closed(agency, callId);
    system.uon.faults.remove(fault);
    system.uon.faults.add({ route: 'call_history/create', apiKey: agency.apiKey, kind: '5xx', times: Infinity });
    const before = received('call_history/create');
    const answer = repeat(callId, 'call_history/create');
    await waitFor('a try', () => received('call_history/create') > before);
    await terminate(repeatWorkflowId(agency.number, callId, 'call_history/create'));
    expect(await done(await answer)).toMatchObject({ status: 'failed', code: 'error' });
    await waitFor('the log', () => system.output().includes('a repeated step got no answer from its workflow'));
  });

  it('is that of a recovered call too', async () => {
    const call = finishedCall({ phone });
    const fault = refuse('call_history/create');
    await through(system, await recover(system, agency, [call]));
    system.uon.faults.remove(fault);
    const story = await read(call.uniqueid);
    expect([story.call.is_recovered, story.temporal]).toEqual([true, expect.stringContaining('/recovery%3A')]);
    expect(await done(await repeat(call.uniqueid, 'call_history/create'))).toMatchObject({ status: 'done' });
  });

  it('is none while the call goes on, of a popup, of a step that did not fail, of no call', async () => {
    const call = { callId: newCallId(), phone };
    const fault = refuse('notification/create');
    await play(openingEvents(call));
    await waitFor('the popup', async () => (await read(call.callId)).steps.some(({ status }) => status === 'failed'));
    system.uon.faults.remove(fault);
    const popup = 'popup: extension 151, manager 2';
    expect((await repeat(call.callId, popup)).status).toBe(409);
    expect((await read(call.callId)).repeatable).toContainEqual({
      step: popup,
      can_repeat: false,
      why_not: 'under-way',
    });
    await play([hangupOf(call, { CallStatus: '0', StartTime: '', Extensions: [''] })]);
    await system.closed(agency, call.callId);
    expect((await read(call.callId)).repeatable).toContainEqual({
      step: popup,
      can_repeat: false,
      why_not: 'too-late',
    });
    for (const step of [popup, 'call_history/create', 'constructor'])
      expect((await repeat(call.callId, step)).status).toBe(409);
    expect((await repeat('1.1', popup)).status).toBe(404);
    expect((await repeat(call.callId, '')).status).toBe(422);
  });
});
