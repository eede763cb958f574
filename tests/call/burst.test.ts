import { afterAll, beforeAll, expect, it } from 'vitest';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const CALLS = 20;

let system: System;
beforeAll(async () => void (system = await startSystem()));
afterAll(() => system.stop());

/** Twenty clients call at once, each rings one manager. What U-ON was asked meanwhile, and how late the popups were. */
async function burst(notifications: Readonly<Record<string, unknown>>) {
  const clients = Array.from({ length: CALLS }, (_, index) => ({ u_id: 100 + index, u_phone: `+${newPhone()}` }));
  const leads = clients.map(({ u_id }, index) => ({ id: 500 + index, client_id: u_id, status_id: 1 }));
  const enterprise = await system.enterprise({
    seed: { clients: clients.map((client) => ({ ...client, u_name: 'Юлия' })), leads },
    uon: { notifications, incoming_call_actions: { create_lead: 'if_no_open' } },
  });
  const from = Date.now();
  await Promise.all(
    clients.map(async ({ u_phone }) => {
      const [start, dial] = answeredCall({ callId: newCallId(), phone: u_phone.slice(1), rung: ['151'] });
      for (const { event, body } of [start, dial]) await system.post(enterprise, event, body);
    }),
  );
  const asked = () => system.uon.requests.filter(({ apiKey, at }) => apiKey === enterprise.apiKey && at >= from);
  const popups = () => asked().filter(({ route }) => route === 'notification/create');
  await waitFor('all popups', () => popups().length === CALLS, 30_000);
  const last = popups().at(-1)?.at ?? 0;
  const before = asked().filter(({ route, at }) => route !== 'notification/create' && at < last);
  const lateMs = popups().map(({ at }) => Math.round(at - from));
  console.log({ notifications, popupsMs: lateMs, before: before.length });
  return { before: before.length, lateMs };
}

it('popups that need nothing go before what is read for the table of actions', async () => {
  const { before } = await burst({ enriched: false });
  expect(before).toBeLessThanOrEqual(10);
}, 60_000);

it('popups of clients who are looked up first come before the leads of those who are told of already', async () => {
  const { before } = await burst({ enriched: true });
  expect(before).toBeLessThanOrEqual(CALLS + 15);
}, 60_000);
