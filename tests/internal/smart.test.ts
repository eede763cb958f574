import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callStoryAnswer } from '../../api/admin/call-story-operations.ts';
import { smartTryAnswer } from '../../api/admin/smart/operations.ts';
import { decisionsOfCall } from '../../db/smart-decisions.ts';
import { addUser, loggedIn } from '../support/admin.ts';
import { answeredCall, missedCall, newCallId, newPhone } from '../support/call-script.ts';
import { askCaller } from '../support/callers.ts';
import { applyEnterprise } from '../support/enterprises.ts';
import { ageCache, askedOf, askInternal } from '../support/internal.ts';
import { valueOf } from '../support/metric-value.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
beforeAll(async () => void (system = await startSystem()));
afterAll(() => system.stop());

const ROUTE = { mode: 'route' };
const NOTHING = { Name: null, DialPlan: null, Tags: [], Priority: 0, Redirect: [] };
const MANAGER = { Extension: '152', ManagerId: '4', Reason: 'manager' };
/** U-ON answers when nobody waits any more. */
const HANGING = { kind: 'slow', delayMs: 1_500, times: Infinity } as const;

const seedOf = (phone: string) => ({
  clients: [{ u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${phone}`, manager_id: 4 }],
});
const agency = (phone: string, smart: object = ROUTE, more: object = {}) =>
  system.enterprise({ seed: seedOf(phone), smart: { ...smart }, ...more });
const ask = (of: TestEnterprise, phone: string, more = {}) => askCaller(system, of, phone, more);
const warmedUp = (of: TestEnterprise, phone: string) =>
  waitFor('the name', async () => {
    const answer = await ask(of, phone);
    return answer.Name !== null && answer;
  });
const decision = (of: TestEnterprise, callId: string) =>
  waitFor('the decision in the log', async () => (await decisionsOfCall(system.pool, of.number, callId))[0] ?? false);
const fallbacks = async (kind: 'settings' | 'tables') =>
  valueOf((await system.scrape()).api, 'telephony_caller_fallbacks_total', { kind });
async function whileLocked(run: () => Promise<unknown>): Promise<void> {
  const client = await system.pool.connect();
  try {
    await client.query('begin; lock table enterprises, profiles, calls in access exclusive mode');
    await run();
  } finally {
    await client.query('rollback');
    client.release();
  }
}
async function play(of: TestEnterprise, events: ReturnType<typeof answeredCall> | ReturnType<typeof missedCall>) {
  for (const { event, body } of events) expect((await system.post(of, event, body)).status).toBe(202);
  return system.closed(of, String(events[0].body['UniqueId']));
}

describe('a PBX that asks who calls', () => {
  it('is told the name and the extension of the manager, from the cache once U-ON was asked, and why in the log', async () => {
    const phone = newPhone();
    const of = await agency(phone);
    const told = await warmedUp(of, phone);
    expect(told).toEqual({ Name: 'Юонова Юлия', DialPlan: '152', Tags: ['client'], Priority: 1, Redirect: [MANAGER] });
    const callId = newCallId();
    const forms = [`+${phone}`, phone, `80${phone.slice(3)}`];
    for (const form of forms) expect(await ask(of, form, { UniqueId: callId })).toEqual(told);
    expect(askedOf(system, of, 'user/phone')).toBe(1);
    expect(await decision(of, callId)).toMatchObject({
      ...{ mode: 'route', line: '0001363', wantsDialplan: true, hasName: true, extension: '152', reason: 'manager' },
      ...{ source: 'cache', chain: [{ who: 'client_manager', extension: '152', isOption: true, reason: 'manager' }] },
    });
  });

  it('is told nothing in time while U-ON hangs, and the name once U-ON has said it', async () => {
    const phone = newPhone();
    const of = await agency(phone, {
      mode: 'route',
      rules: [{ who: 'client_manager' }, { who: 'fallback', extension: '150' }],
    });
    const id = system.uon.faults.add({ apiKey: of.apiKey, ...HANGING });
    const callId = newCallId();
    const fallback = { Extension: '150', ManagerId: '7', Reason: 'fallback' };
    expect(await ask(of, phone, { UniqueId: callId })).toEqual({ ...NOTHING, DialPlan: '150', Redirect: [fallback] });
    const { source, tookMs, chain } = await decision(of, callId);
    expect([source, chain[0]?.reason]).toEqual(['none', 'not_known']);
    // So long the dialplan waits; U-ON takes twice as long.
    expect(tookMs).toBeLessThan(700);
    system.uon.faults.remove(id);
    expect(await warmedUp(of, phone)).toMatchObject({
      Name: 'Юонова Юлия',
      DialPlan: '152',
      Redirect: [MANAGER, fallback],
    });
    expect(askedOf(system, of, 'user/phone')).toBe(1);
  });

  it('is told what was known last at once while U-ON hangs, leads of the day alone, and by our own list where the cache has forgotten', async () => {
    const phone = newPhone();
    const seed = { ...seedOf(phone), leads: [{ id: 71, client_id: 5, status_id: 1 }] };
    const of = await agency(phone, ROUTE, { seed });
    await warmedUp(of, phone);
    const hasLead = async () => (await ask(of, phone)).Tags.includes('active_lead');
    // They are read behind the first answer.
    await waitFor('its leads', hasLead);
    await ageCache(system, of);
    system.uon.faults.add({ apiKey: of.apiKey, ...HANGING, delayMs: 5_000 });
    const [stale, own] = [newCallId(), newCallId()];
    expect(await ask(of, phone, { UniqueId: stale })).toMatchObject({ Name: 'Юонова Юлия', DialPlan: '152' });
    expect(await hasLead()).toBe(true);
    await ageCache(system, of, 24 * 3_600);
    expect(await hasLead()).toBe(false);
    await system.pool.query('delete from profiles where enterprise_number = $1', [of.number]);
    expect(await ask(of, phone, { UniqueId: own })).toMatchObject({
      Name: 'Юонова Юлия',
      DialPlan: null,
      Tags: ['client'],
    });
    expect((await decision(of, stale)).source).toBe('stale');
    expect(await decision(of, own)).toMatchObject({ source: 'customers', reason: 'not_known' });
  });

  it('is told what the mode and the dialplan want, in Latin letters and cut where they say so', async () => {
    const phone = newPhone();
    const of = await agency(phone, { mode: 'name', transliterate: true, name_length: 8 });
    expect(await warmedUp(of, phone)).toEqual({ ...NOTHING, Name: 'Iuonova', Tags: ['client'], Priority: 1 });
    const apply = (smart: Record<string, unknown>) => applyEnterprise(system.env, of, { smart });
    await apply({ mode: 'route' });
    const routed = (more: object) => ask(of, phone, more).then(({ DialPlan }) => DialPlan);
    await waitFor('the new settings', async () => (await routed({})) === '152');
    expect(await Promise.all([true, '1', '', 'false', 0].map((LoadDialPlan) => routed({ LoadDialPlan })))).toEqual([
      ...['152', '152', '152', null, null],
    ]);
    await apply({ mode: 'route', block: ['152'] });
    await waitFor('the block', async () => (await routed({})) === null);
    await apply({ mode: 'off' });
    await waitFor('nothing', async () => (await ask(of, phone)).Name === null);
    expect(await ask(of, phone)).toEqual(NOTHING);
  });

  it('is told nothing of hidden callers and own numbers', async () => {
    const lines = [{ trunk: '0001363', phone: '+375173001363' }];
    const rules = [{ who: 'fallback', extension: '150' }];
    const of = await agency(newPhone(), { mode: 'route', rules }, { lines });
    expect(await ask(of, 'anonymous')).toEqual({ ...NOTHING, Tags: ['hidden'] });
    expect(await ask(of, '')).toEqual({ ...NOTHING, Tags: ['hidden'] });
    expect(await ask(of, '80173001363')).toEqual({ ...NOTHING, Tags: ['own_number'] });
    expect(await ask(of, '151')).toEqual(NOTHING);
    const routed = await askInternal(system.url, `/responsible-extension/${of.number}/80173001363`);
    expect(routed.body).toEqual({ extension: null, manager_id: null, reason: 'own_number' });
    expect(askedOf(system, of, 'user/phone')).toBe(0);
  });

  it('is told whom the number talked to, that its last call was missed, and what a story of the call then shows', async () => {
    const phone = newPhone();
    const rules = [{ who: 'last_talked' }, { who: 'first_talked', days: 30 }, { who: 'client_manager' }];
    const of = await system.enterprise({
      smart: { mode: 'route', rules },
      uon: { user_extensions: { 2: '151' }, calls: { late_s: 0, settle_ms: 100 } },
    });
    for (const extension of ['151', '160']) await play(of, answeredCall({ callId: newCallId(), phone, extension }));
    await play(of, missedCall({ callId: newCallId(), phone }));
    const callId = newCallId();
    const told = await waitFor('what U-ON says', async () => {
      const answer = await ask(of, phone, { UniqueId: callId });
      return answer.Tags.includes('new') && answer;
    });
    expect(told).toEqual({
      ...{ Name: null, DialPlan: '160', Tags: ['new', 'missed_before'], Priority: 2 },
      Redirect: [
        { Extension: '160', ManagerId: null, Reason: 'last_talked' },
        { Extension: '151', ManagerId: '2', Reason: 'first_talked' },
      ],
    });
    const asked = await askInternal(system.url, `/responsible-extension/${of.number}/${phone}`);
    expect(asked.body).toEqual({ extension: '160', manager_id: null, reason: 'last_talked' });
    await decision(of, callId);
    await play(of, missedCall({ callId, phone }));
    await addUser(system.pool, 'anna@example.com', { role: 'administrator', enterprises: [of.number] });
    const anna = await loggedIn(system.url, 'anna@example.com');
    const story = await anna.ask('GET', `/api/admin/enterprises/${of.number}/calls/${callId}`);
    expect(callStoryAnswer.parse(await story.json()).decisions[0]).toMatchObject({
      ...{ extension: '160', reason: 'last_talked', has_name: false, line: '0001363' },
      chain: [
        { is_option: true },
        { is_option: true },
        { who: 'client_manager', reason: 'no_client', is_option: false },
      ],
    });
    const body = { phone, settings: { mode: 'route', rules: [{ who: 'last_talked' }], block: ['160'] } };
    const tried = await anna.ask('POST', `/api/admin/enterprises/${of.number}/smart/try`, body);
    expect(smartTryAnswer.parse(await tried.json())).toMatchObject({
      ...{ answer: { DialPlan: null }, extension: null, reason: 'blocked', source: 'cache' },
      chain: [{ who: 'last_talked', extension: '160', is_option: false, reason: 'blocked' }],
    });
  });

  it('is refused with a wrong token or a broken body, as an event is', async () => {
    const of = await agency(newPhone());
    const post = (body: string, token = of.token) =>
      fetch(`${system.url}/api/callevent/getcustomerdata`, { method: 'POST', headers: { Token: token }, body });
    const right = { UniqueId: '1.1', Phone: newPhone() };
    expect((await post(JSON.stringify(right), 'wrong')).status).toBe(401);
    expect((await post('{')).status).toBe(400);
    expect((await post('[]')).status).toBe(400);
    const wrong = await post(JSON.stringify({ UniqueId: 'a b', LoadDialPlan: 'maybe' }));
    expect([wrong.status, await wrong.json()]).toMatchObject([
      422,
      { errors: [{ field: 'UniqueId' }, { field: 'Phone' }, { field: 'LoadDialPlan' }] },
    ]);
    const inBody = await fetch(`${system.url}/api/callevent/getcustomerdata`, {
      method: 'POST',
      body: JSON.stringify({ ...right, Token: of.token }),
    });
    expect(inBody.status).toBe(200);
  });
});

it('a PBX is answered in time though tables can not be read: with the settings that are held', async () => {
  const phone = newPhone();
  const of = await agency(phone, { mode: 'route', rules: [{ who: 'fallback', extension: '999' }] });
  expect(await warmedUp(of, phone)).toMatchObject({ Name: 'Юонова Юлия', DialPlan: null });
  const before = await Promise.all([fallbacks('settings'), fallbacks('tables')]);
  await whileLocked(async () => {
    // Nobody can say whether there is such an extension.
    expect(await ask(of, phone)).toMatchObject({ Name: null, DialPlan: '999' });
    const headers = { Token: 'x' };
    const unknown = await fetch(`${system.url}/api/callevent/getcustomerdata`, { method: 'POST', headers });
    expect(unknown.status).toBe(503);
  });
  await waitFor('an answer by settings that were held', async () => {
    await whileLocked(() => ask(of, phone));
    return (await fallbacks('settings')) > before[0];
  });
  expect(await fallbacks('tables')).toBeGreaterThan(before[1]);
});
