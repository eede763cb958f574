import { afterAll, beforeAll, expect, it } from 'vitest';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
beforeAll(async () => (system = await startSystem({ more: { WORKFLOW_CACHE: '2' } })));
afterAll(() => system.stop());

it(
  'twenty calls that are open at once, two of them in memory, have all their effects once',
  { timeout: 240_000 },
  async () => {
    const callers = Array.from({ length: 20 }, (_, index) => ({
      id: 50 + index,
      phone: newPhone(),
      callId: newCallId(),
    }));
    const clients = callers.map(({ id, phone }) => ({ u_id: id, u_name: 'Юлия', u_phone: `+${phone}`, manager_id: 2 }));
    const agency = await system.enterprise({ seed: { clients } });
    const calls = callers.map(({ callId, phone }) => ({
      callId,
      events: answeredCall({ callId, phone, rung: ['151'] }),
    }));
    // Step by step: by the time a call's next event comes the others have pushed it out of the cache.
    for (const step of [0, 1, 2, 3] as const) {
      for (const { events } of calls)
        expect((await system.post(agency, events[step].event, events[step].body)).status).toBe(202);
      if (step === 1) {
        await waitFor('all popups', () => sent('notification/create').length === calls.length, 120_000);
      }
    }
    for (const { callId } of calls) {
      const journal = await system.closed(agency, callId, 120_000);
      expect(journal).toMatchObject({ status: 'ended', answered: true, extension: '151' });
      expect(journal.steps.filter(({ status }) => status === 'failed')).toEqual([]);
    }
    for (const route of ['notification/create', 'call_history/create']) expect(sent(route)).toHaveLength(calls.length);
  },
);

function sent(route: string) {
  return system.uon.requests.filter((request) => request.route === route);
}
