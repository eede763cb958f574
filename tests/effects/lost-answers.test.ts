import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System } from '../support/system.ts';
import { answeredUnknown, made, missedKnown, post, strike, type Create, type EffectCall } from './effect-calls.ts';

const FAULTS = [
  { name: 'a connection that breaks', fault: { kind: 'reset' } },
  { name: 'a 502', fault: { kind: '5xx', status: 502 } },
  { name: 'no answer', fault: { kind: 'timeout' } },
] as const;

let system: System;
beforeAll(async () => void (system = await startSystem({ more: { RETRY_TIME_SCALE: '0.1' } })));
afterAll(() => system.stop());

/** Each of the requests fails once, after U-ON did it or before. */
async function playWith(
  call: EffectCall,
  creates: readonly Create[],
  fault: (typeof FAULTS)[number]['fault'],
  when: 'after' | 'before',
) {
  for (const route of creates) strike(system, call.enterprise, { ...fault, route, when });
  await call.play();
  await system.closed(call.enterprise, call.callId, 150_000);
  return Object.fromEntries(creates.map((create) => [create, made(call.account, create)]));
}

const OF_UNKNOWN = [
  ...(['user/create', 'lead/create', 'call_history/create', 'notification/create', 'request-action/create'] as const),
];

describe.concurrent('what U-ON did although its answer was lost', () => {
  it.each(FAULTS)(
    'is there once after $name: client, lead, record; the popup and the link twice at most',
    async ({ fault }) => {
      const counts = await playWith(await answeredUnknown(system), OF_UNKNOWN, fault, 'after');
      expect(counts).toMatchObject({ 'user/create': 1, 'lead/create': 1, 'call_history/create': 1 });
      for (const blind of ['notification/create', 'request-action/create']) {
        expect(counts[blind]).toBeGreaterThanOrEqual(1);
        expect(counts[blind]).toBeLessThanOrEqual(2);
      }
    },
    200_000,
  );

  it.each(FAULTS)(
    'is there once after $name: a task on a lead; one without a lead twice at most',
    async ({ fault }) => {
      const [withLead, without] = await Promise.all(
        [true, false].map(async (one) =>
          playWith(
            await missedKnown(system, { withLead: one }),
            ['reminder/create', 'call_history/create'],
            fault,
            'after',
          ),
        ),
      );
      expect(withLead).toEqual({ 'reminder/create': 1, 'call_history/create': 1 });
      expect(without).toEqual({ 'reminder/create': 2, 'call_history/create': 1 });
    },
    200_000,
  );
});

describe.concurrent('what U-ON did not do', () => {
  it.each(FAULTS)(
    'is done once after $name',
    async ({ fault }) => {
      const [unknown, missed] = await Promise.all([
        playWith(await answeredUnknown(system), OF_UNKNOWN, fault, 'before'),
        playWith(await missedKnown(system, { withLead: false }), ['reminder/create'], fault, 'before'),
      ]);
      expect(new Set(Object.values({ ...unknown, ...missed }))).toEqual(new Set([1]));
    },
    200_000,
  );
});

describe.concurrent('an unclear creation', () => {
  it('gives two calls at once of one number one client and one lead, though both creations were unclear', async () => {
    const phone = newPhone();
    const { enterprise, account, ...first } = await answeredUnknown(system, phone);
    strike(system, enterprise, { kind: 'reset', when: 'after', route: 'user/create' });
    strike(system, enterprise, { kind: '5xx', when: 'after', route: 'lead/create' });
    const second = newCallId();
    await Promise.all([first.play(), post(system, enterprise, answeredCall({ callId: second, phone, rung: ['152'] }))]);
    const journals = await Promise.all(
      [first.callId, second].map((callId) => system.closed(enterprise, callId, 90_000)),
    );
    expect([account.clients.length, account.leads.length, account.callRecords.length]).toEqual([1, 1, 2]);
    expect(new Set(journals.map(({ lead_id }) => lead_id))).toEqual(new Set([String(account.leads[0]?.id)]));
  }, 120_000);

  it('reads again where the read failed too', async () => {
    const call = await answeredUnknown(system);
    strike(system, call.enterprise, { kind: 'reset', when: 'after', route: 'lead/create' });
    strike(system, call.enterprise, { kind: '5xx', route: 'lead-by-client', times: 2 });
    await call.play();
    await system.closed(call.enterprise, call.callId, 90_000);
    expect(call.account.leads).toHaveLength(1);
  }, 120_000);
});
