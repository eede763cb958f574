import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { recordedCall, type RecordedLine } from '../support/recorded-calls.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

/** What each recording is about: the client's call in it, and who had the client last. */
const RECORDINGS = [
  { name: 'attended-transfer-twice', callId: '1757840723.6', managerId: 7, durationS: 50 },
  { name: 'attended-transfer-to-busy', callId: '1757841346.45', managerId: 2, durationS: 45 },
  { name: 'dialplan-answered', callId: '1795656267.114', managerId: 2, durationS: 3 },
];
const CREATE = { create_client_on_call: true, create_lead: 'if_no_open' };

/** The same run again: `SEED=...`. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

let system: System;
beforeAll(async () => {
  console.log(`SEED=${SEED}`);
  system = await startSystem();
});
afterAll(() => system.stop());

describe.concurrent.each(RECORDINGS)('the recorded call $name', ({ name, callId, managerId, durationS }) => {
  const lines = recordedCall(name);

  /** Plays events as they stand in the recording to an agency of their own; gives back what U-ON then has. */
  async function play(events: readonly RecordedLine[]) {
    const enterprise = await system.enterprise({
      uon: { incoming_call_actions: CREATE, calls: { late_s: 2, settle_ms: 300 } },
    });
    for (const { event, body } of events) expect((await system.post(enterprise, event, body)).status).toBe(202);
    const { rows } = await system.pool.query<{ call_id: string }>(
      'select call_id from calls where enterprise_number = $1',
      [enterprise.number],
    );
    for (const row of rows) await system.closed(enterprise, row.call_id);
    const account = system.uon.account(enterprise.apiKey);
    const journal = rows.length === 0 ? null : await waitFor('the journal', () => system.journal(enterprise, callId));
    return { calls: rows.map((row) => row.call_id), account, journal };
  }

  it('is one call, one client, one lead and one record, with the manager who had it last', async () => {
    const { calls, account } = await play(lines);
    expect(calls).toEqual([callId]);
    expect(account.callRecords).toMatchObject([{ direction: 2, duration: durationS, manager_id: managerId }]);
    expect(account.clients.map(({ manager_id }) => manager_id)).toEqual([managerId]);
    expect(account.leads.map(({ manager_id }) => manager_id)).toEqual([managerId]);
  });

  it('is the same when every event comes twice and in any order', async () => {
    const orders = fc.shuffledSubarray([...lines, ...lines], { minLength: lines.length * 2 });
    const played = await Promise.all(fc.sample(orders, { seed: SEED, numRuns: 4 }).map(play));
    for (const { calls, account, journal } of played) {
      expect(calls).toEqual([callId]);
      // Whose record it is depends on which bridges came before the hangup: a bridged call waits for no more of them.
      expect(account.callRecords).toMatchObject([{ direction: 2, duration: durationS }]);
      expect(journal).toMatchObject({ answered: true });
      expect(account.clients).toHaveLength(1);
      expect(account.leads).toHaveLength(1);
    }
  }, 120_000);

  it('stays one answered call with its start cut off, event by event', async () => {
    const cuts = lines.map((_, index) => lines.slice(index)).slice(1);
    const ends = (line: RecordedLine) => line.event === 'hangup' && line.body['UniqueId'] === callId;
    const results = await inPortions(cuts, 12, async (events) => ({ events, ...(await play(events)) }));
    for (const { events, calls, account, journal } of results) {
      const isThere = events.some(ends);
      expect(calls).toEqual(isThere ? [callId] : []);
      expect(account.callRecords).toHaveLength(isThere ? 1 : 0);
      if (isThere) expect(journal).toMatchObject({ answered: true, direction: 'incoming' });
    }
  }, 240_000);
});

async function inPortions<T, R>(items: readonly T[], size: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += size) {
    results.push(...(await Promise.all(items.slice(at, at + size).map(work))));
  }
  return results;
}
