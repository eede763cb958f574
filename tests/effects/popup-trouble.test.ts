import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { post, strike } from './effect-calls.ts';

const ROUTE = 'notification/create';

let system: System;
beforeAll(async () => void (system = await startSystem()));
afterAll(() => system.stop());

/** A call that rings 151. */
async function ringing() {
  const enterprise = await system.enterprise({ uon: { calls: { late_s: 0, settle_ms: 300 } } });
  const callId = newCallId();
  const [start, dial, , hangup] = answeredCall({ callId, phone: newPhone(), rung: ['151'] });
  return {
    ...{ enterprise, callId, account: system.uon.account(enterprise.apiKey) },
    ring: () => post(system, enterprise, [start, dial]),
    hangUp: () => post(system, enterprise, [hangup]),
  };
}

async function popupOf(enterprise: TestEnterprise, callId: string) {
  const { rows } = await system.pool.query<{ state: string; attempts: number }>(
    'select state, attempts from popups where enterprise_number = $1 and call_id = $2',
    [enterprise.number, callId],
  );
  return rows[0];
}

async function popupStep(enterprise: TestEnterprise, callId: string) {
  const { steps } = await system.closed(enterprise, callId);
  return steps.find(({ name }) => name === 'popup: extension 151, manager 2');
}

describe.concurrent('a popup', () => {
  it('outlives a second in which U-ON answers errors', async () => {
    const { enterprise, callId, account, ring, hangUp } = await ringing();
    const fault = strike(system, enterprise, { kind: '5xx', status: 503, route: ROUTE, times: Infinity });
    await ring();
    await waitFor('the first attempt', async () => (await popupOf(enterprise, callId))?.state === 'unclear');
    await sleep(1_000);
    system.uon.faults.remove(fault);
    await waitFor('the popup', () => account.notifications.length === 1);
    await hangUp();
    expect(await popupStep(enterprise, callId)).toMatchObject({ status: 'done' });
    expect(await popupOf(enterprise, callId)).toEqual({ state: 'sent', attempts: 2 });
  });

  it('of which U-ON did not say whether it shows it ends so where the call ends before it is sent again', async () => {
    const { enterprise, callId, ring, hangUp } = await ringing();
    strike(system, enterprise, { kind: '5xx', when: 'after', route: ROUTE, times: Infinity });
    await ring();
    await waitFor('the first attempt', async () => (await popupOf(enterprise, callId))?.state === 'unclear');
    await hangUp();
    const step = await popupStep(enterprise, callId);
    expect(step).toMatchObject({ status: 'failed' });
    expect(step?.error).toContain('U-ON did not say whether it showed the popup');
    expect(await popupOf(enterprise, callId)).toEqual({ state: 'unclear', attempts: 1 });
  });

  it('that U-ON refuses is counted as such', async () => {
    const { enterprise, callId, ring, hangUp } = await ringing();
    strike(system, enterprise, { kind: 'refused', route: ROUTE, times: Infinity });
    await ring();
    await waitFor('the refusal', async () => (await popupOf(enterprise, callId))?.state === 'refused');
    await hangUp();
    expect(await popupStep(enterprise, callId)).toMatchObject({ status: 'failed' });
  });
});
