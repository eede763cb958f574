import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import type { OwnProcess } from '../support/own-process.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { answeredUnknown, made, missedKnown, post, strike, type Create, type EffectCall } from './effect-calls.ts';

let system: System;
const workers = new Map<'calls' | 'uon', OwnProcess>();
beforeAll(async () => {
  system = await startSystem({ workers: [], more: { RETRY_TIME_SCALE: '0.1' } });
  for (const queue of ['calls', 'uon'] as const) workers.set(queue, await system.startWorker(queue));
});
afterAll(() => system.stop());

/** Kills the worker of a queue with -9 and starts another one. */
async function replaceWorker(queue: 'calls' | 'uon'): Promise<void> {
  const child = workers.get(queue)?.child;
  if (!child) throw new Error('unreachable');
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  workers.set(queue, await system.startWorker(queue));
}

/** Waits until U-ON has done a request whose answer does not come. */
async function underWay({ account, enterprise }: EffectCall, create: Create): Promise<void> {
  await waitFor(`${create} of ${enterprise.number}`, () => made(account, create) > 0, 60_000);
}

it('does once what a worker had U-ON do before it was killed', async () => {
  const held: [Create, EffectCall][] = [
    ['user/create', await answeredUnknown(system)],
    ['lead/create', await answeredUnknown(system)],
    ['call_history/create', await answeredUnknown(system)],
    ['reminder/create', await missedKnown(system, { withLead: true })],
  ];
  for (const [route, { enterprise }] of held) strike(system, enterprise, { kind: 'timeout', when: 'after', route });
  const played = held.map(([, call]) => call.play());
  await Promise.all(held.map(([create, call]) => underWay(call, create)));
  await replaceWorker('uon');
  await Promise.all(played);
  for (const [, { enterprise, callId }] of held) await system.closed(enterprise, callId, 90_000);
  for (const [create, { account }] of held) expect([create, made(account, create)]).toEqual([create, 1]);
  expect(held.map(([, { account }]) => account.callRecords.length)).toEqual([1, 1, 1, 1]);
}, 180_000);

it('shows a popup twice at most where the worker that sent it was killed', async () => {
  const enterprise = await system.enterprise();
  const account = system.uon.account(enterprise.apiKey);
  strike(system, enterprise, { kind: 'timeout', when: 'after', route: 'notification/create' });
  const callId = newCallId();
  const [start, dial, ...rest] = answeredCall({ callId, phone: newPhone(), rung: ['151'] });
  await post(system, enterprise, [start, dial]);
  await waitFor('the popup', () => account.notifications.length === 1);
  await replaceWorker('calls');
  await waitFor('the second attempt', () => account.notifications.length === 2, 60_000);
  await post(system, enterprise, rest);
  await system.closed(enterprise, callId, 90_000);
  expect(account.notifications).toHaveLength(2);
  expect(account.callRecords).toHaveLength(1);
}, 180_000);
