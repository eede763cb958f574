import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAlarms } from '../../db/alarms.ts';
import { MANAGERS, STATUSES } from '../support/account.ts';
import { missedCall, newCallId, newPhone, openingEvents } from '../support/call-script.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { apply, post, stepDone, strike } from './effect-calls.ts';

/** A popup of a live call is given up soon, so that the end of its trying can be seen. */
const OPTIONS = { uon: { notifications: { popup_ttl_s: 2 } } };
const CALLS = 8;

let system: System;
beforeAll(async () => void (system = await startSystem({ more: { RETRY_TIME_SCALE: '0.1' } })));
afterAll(() => system.stop());

const requestsOf = ({ apiKey }: TestEnterprise) => system.uon.requests.filter((one) => one.apiKey === apiKey).length;
const alarms = async () => (await openAlarms(system.pool)).map(({ kind }) => kind);

/** Calls that owe U-ON a record, and then a live one whose popup goes nowhere. */
async function callsInVain(enterprise: TestEnterprise): Promise<string[]> {
  const callIds = Array.from({ length: CALLS }, newCallId);
  await Promise.all(callIds.map((callId) => post(system, enterprise, missedCall({ callId, phone: newPhone() }))));
  await waitFor('the alarm', async () => (await alarms()).includes('uon-key-refused'));
  const asked = requestsOf(enterprise);
  const live = newCallId();
  await post(system, enterprise, openingEvents({ callId: live, phone: newPhone(), rung: ['151'] }));
  await stepDone(system, enterprise, live, 'popup');
  expect(requestsOf(enterprise) - asked).toBeLessThanOrEqual(2);
  expect(requestsOf(enterprise)).toBeLessThanOrEqual(12);
  return callIds;
}

async function allLogged(enterprise: TestEnterprise, apiKey: string, callIds: readonly string[]): Promise<void> {
  const { callRecords } = system.uon.account(apiKey);
  await waitFor('the records', () => callRecords.length >= CALLS, 60_000);
  for (const callId of callIds) await system.closed(enterprise, callId);
  expect(callRecords).toHaveLength(CALLS);
  expect(await alarms()).toEqual([]);
}

it('a key that U-ON refuses is asked about no more; applied again, all goes on by itself', async () => {
  const enterprise = await system.enterprise(OPTIONS);
  const fault = strike(system, enterprise, { kind: '403', times: Infinity });
  const callIds = await callsInVain(enterprise);
  system.uon.faults.remove(fault);
  await apply(system, enterprise, OPTIONS);
  await allLogged(enterprise, enterprise.apiKey, callIds);
}, 150_000);

it('with a new key, which is a new account, all goes on as well', async () => {
  const enterprise = await system.enterprise(OPTIONS);
  strike(system, enterprise, { kind: '403', times: Infinity });
  const callIds = await callsInVain(enterprise);
  const apiKey = `${enterprise.apiKey}-new`;
  system.uon.setAccount(apiKey, { managers: MANAGERS, statuses: STATUSES });
  const asked = requestsOf(enterprise);
  await apply(system, { ...enterprise, apiKey }, OPTIONS);
  await allLogged(enterprise, apiKey, callIds);
  expect(requestsOf(enterprise)).toBe(asked);
}, 150_000);
