import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addServiceToken } from '../../db/service-tokens.ts';
import { newCallId, newPhone, openingEvents } from '../support/call-script.ts';
import { asService, finishedCall, postAsService, recover, standing } from '../support/recovery.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';

let system: System;
let agency: TestEnterprise;
beforeAll(async () => {
  // Without workers: what the door took stays as it was taken.
  system = await startSystem({ workers: [] });
  agency = await system.enterprise();
});
afterAll(() => system.stop());

interface Refusal {
  readonly status: number;
  readonly type: string | null;
  readonly errors: readonly { field: string; message: string }[] | undefined;
}

async function refused(body: unknown, query = ''): Promise<Refusal> {
  const answer = await postAsService(`${system.url}/recovery/calls${query}`, body);
  const { errors } = (await answer.json()) as Pick<Refusal, 'errors'>;
  return { status: answer.status, type: answer.headers.get('Content-Type')?.split(';')[0] ?? null, errors };
}

/** Posts a start; false once it is answered. */
async function hearStart(): Promise<false> {
  const [start] = openingEvents({ callId: newCallId(), phone: newPhone() });
  expect((await system.post(agency, start.event, start.body)).status).toBe(202);
  return false;
}

const stored = async () => (await system.pool.query('select 1 from recovery_calls')).rowCount;

describe('the door of recoveries', () => {
  it.each([
    ['no JSON', '{"enterprise":', 400, 'body'],
    ['no object', [], 400, 'body'],
    ['nothing', '', 400, 'body'],
    ['no enterprise', { calls: [finishedCall()] }, 422, 'enterprise'],
    ['an enterprise that is no number of one', { enterprise: ['0367'], calls: [] }, 422, 'enterprise'],
    ['an enterprise that is not known', { enterprise: 'nobody', calls: [finishedCall()] }, 404, null],
  ] as const)('refuses %s, says why, and stores nothing', async (_what, body, status, field) => {
    const before = await stored();
    const answer = await refused(body);
    expect(answer).toMatchObject({ status, type: 'application/problem+json' });
    expect(answer.errors?.map((one) => one.field)).toEqual(field === null ? undefined : [field]);
    expect(await stored()).toBe(before);
  });

  it.each([
    ['no calls', {}],
    ['calls that are no list', { calls: finishedCall() }],
    ['calls that are nested too deep', { calls: [{ a: JSON.parse('['.repeat(50) + ']'.repeat(50)) as unknown }] }],
  ] as const)('refuses %s', async (_what, body) => {
    const answer = await refused({ enterprise: agency.number, ...body });
    expect(answer).toMatchObject({ status: 422, errors: [{ field: 'calls' }] });
  });

  it('refuses JSON that breaks off after calls that were right', async () => {
    const before = await stored();
    const whole = JSON.stringify({
      enterprise: agency.number,
      calls: Array.from({ length: 1_200 }, () => finishedCall()),
    });
    expect(await refused(whole.slice(0, -2))).toMatchObject({ status: 400, errors: [{ field: 'body' }] });
    expect(await stored()).toBe(before);
  });

  it('refuses calls of which none can be understood, and says what is wrong with the first', async () => {
    const before = await stored();
    const calls = [{ ...finishedCall(), direction: 'sideways' }, { phone: '375291234567' }];
    const answer = await refused({ enterprise: agency.number, calls });
    expect(answer).toMatchObject({ status: 422, errors: [{ field: 'calls[0].direction' }] });
    expect(await stored()).toBe(before);
  });

  it('keeps broken calls among good ones as failed, with their place, field and what is expected', async () => {
    const broken = { ...finishedCall(), end: '2025-09-14 12:05:12' };
    const id = await recover(system, agency, [finishedCall(), { ...finishedCall(), uniqueid: 7 }, broken, 'no call']);
    expect(await standing(system, id)).toMatchObject({
      ...{ total: 4, done: 0, failed: 3 },
      errors: [
        { index: 1, uniqueid: null, field: 'uniqueid', message: expect.stringContaining('as text') },
        { index: 2, uniqueid: broken.uniqueid, field: 'end', message: 'end must not be before start' },
        { index: 3, uniqueid: null, field: 'call' },
      ],
    });
  });

  it('takes the enterprise before the calls, after them, and in the query', async () => {
    const call = finishedCall();
    const texts = [
      JSON.stringify({ enterprise: agency.number, calls: [call] }),
      JSON.stringify({ calls: [call], enterprise: agency.number }),
    ];
    const ids = [];
    for (const [text, query] of [
      [texts[0], ''],
      [texts[1], ''],
      [JSON.stringify({ calls: [call] }), `?enterprise=${agency.number}`],
    ]) {
      const answer = await postAsService(`${system.url}/recovery/calls${query}`, text);
      expect(answer.status).toBe(202);
      ids.push(((await answer.json()) as { recovery_id: string }).recovery_id);
    }
    // The same calls are the same recovery, also when they come at once.
    expect(new Set(ids).size).toBe(1);
    const many = await Promise.all(
      Array.from({ length: 5 }, () => recover(system, agency, [finishedCall({ uniqueid: 'same.1', phone: '1' })])),
    );
    expect(new Set(many).size).toBe(1);
  });

  it('takes 30,000 calls in one request, and hears PBX events meanwhile', async () => {
    const calls = Array.from({ length: 30_000 }, () => finishedCall());
    const taken = recover(system, agency, calls);
    const isOver = taken.then(() => true);
    let heard = 0;
    for (; !(await Promise.race([isOver, hearStart()])); heard += 1);
    expect(heard).toBeGreaterThan(5);
    expect(await standing(system, await taken)).toMatchObject({ total: 30_000, done: 0, failed: 0 });
  }, 60_000);

  it('refuses a body above 12 MB as soon as that is known', async () => {
    expect((await refused(`{"calls":["${'x'.repeat(13 * 1_024 * 1_024)}"]}`)).status).toBe(413);
  });

  it('asks for a service token, for one of the enterprise, and for ids that there are', async () => {
    const url = `${system.url}/recovery`;
    const id = await recover(system, agency, [finishedCall()]);
    const foreign = (await addServiceToken(system.pool, 'foreign', ['another'])) ?? '';
    const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
    expect((await fetch(`${url}/${id}`)).status).toBe(401);
    expect((await fetch(`${url}/calls`, { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await fetch(`${url}/${id}`, bearer(foreign))).status).toBe(403);
    expect((await fetch(`${url}/${id}`, { method: 'DELETE', ...bearer(foreign) })).status).toBe(403);
    const body = JSON.stringify({ enterprise: agency.number, calls: [finishedCall()] });
    expect((await fetch(`${url}/calls`, { method: 'POST', body, ...bearer(foreign) })).status).toBe(403);
    for (const unknown of ['8a1b3c5d-0000-4000-8000-000000000000', 'no-id', newCallId()]) {
      expect((await fetch(`${url}/${unknown}`, { headers: asService })).status).toBe(404);
    }
  });

  it('cancels a recovery that no workflow has begun', async () => {
    const id = await recover(system, agency, [finishedCall(), finishedCall()]);
    // Temporal takes the workflow, though nobody works on it: then the calls are cancelled and the end is still to come.
    const answer = await fetch(`${system.url}/recovery/${id}`, { method: 'DELETE', headers: asService });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      total: 2,
      done: 0,
      cancelled: 2,
      state: expect.stringMatching(/^cancell/),
    });
  });
});
