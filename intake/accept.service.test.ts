import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { markDelivered } from '../db/inbox.ts';
import { createPool } from '../db/pool.ts';
import { parsePbxEvent, type PbxEventName } from '../domain/pbx-event.ts';
import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';
import { answeredCall, missedCall, newCallId, newPhone, type ScriptedEvent } from '../tests/support/call-script.ts';
import { recordedCall } from '../tests/support/recorded-calls.ts';
import { acceptEvent, type Accepted } from './accept.ts';
import type { CallDoor } from './call-door.ts';

describe('accepting an event', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  const hashPhone = (enterprise: string, e164: string) => `hash of ${enterprise} ${e164}`;
  let door: CallDoor;
  let enterprises = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(() => {
    enterprises += 1;
    door = { enterprise: `e${enterprises}`, country: 'BY', ownNumbers: ['+375172000000'] };
  });

  function accept({ event, body }: ScriptedEvent): Promise<Accepted> {
    const parsed = parsePbxEvent(event as PbxEventName, body);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return acceptEvent({ pool, hashPhone }, door, parsed.event, body);
  }
  const delivered = (accepted: Accepted) =>
    accepted.deliveries.map((row) => `${row.event} ${row.uniqueId} -> ${row.callId}`);
  const leg = (uniqueId: string, phone: string, extension = '151'): ScriptedEvent => ({
    event: 'bridge',
    body: { UniqueId: uniqueId, CallerIDNum: extension, ConnectedLineNum: phone },
  });
  const states = async () => {
    const { rows } = await pool.query<{ state: string }>(
      'select state from inbox where enterprise_number = $1 order by id',
      [door.enterprise],
    );
    return rows.map(({ state }) => state);
  };

  it("makes a call of a start, a client's dial and a lone hangup", async () => {
    const phone = newPhone();
    for (const event of missedCall({ callId: newCallId(), phone })) {
      const accepted = await accept(event);
      expect(accepted.callId).toBe(event.body['UniqueId']);
      expect(delivered(accepted).at(-1)).toMatch(event.event);
    }
    const lone = missedCall({ callId: newCallId(), phone })[2];
    expect((await accept(lone)).callId).toBe(lone.body['UniqueId']);
  });

  it('does nothing with a repeat, whatever its token and the order of its keys', async () => {
    const [start] = answeredCall({ callId: newCallId(), phone: newPhone() });
    const first = await accept(start);
    const turned = Object.fromEntries(Object.entries(start.body).toReversed());
    const again = await accept({ event: 'start', body: { Token: 'secret', ...turned } });
    expect(again).toEqual({ callId: first.callId, outcome: 'repeat', deliveries: [] });
    const { rows } = await pool.query('select body from inbox where enterprise_number = $1', [door.enterprise]);
    expect(rows).toEqual([{ body: start.body }]);
  });

  it("finds the call of a leg by the client's number, and then by the leg", async () => {
    const [callId, phone] = [newCallId(), newPhone()];
    await accept(answeredCall({ callId, phone })[0]);
    expect((await accept(leg('9.1', phone))).callId).toBe(callId);
    expect(
      (await accept({ event: 'bridge', body: { UniqueId: '9.1', CallerIDNum: '151', ConnectedLineNum: '152' } }))
        .callId,
    ).toBe(callId);
    expect((await accept({ event: 'bridge_leave', body: { UniqueId: '9.1' } })).callId).toBe(callId);
  });

  it('keeps a leg that fits no call, and gives it to the call that then starts', async () => {
    const [callId, phone] = [newCallId(), newPhone()];
    expect(await accept(leg('9.2', phone))).toMatchObject({ callId: null, deliveries: [] });
    const started = await accept(answeredCall({ callId, phone })[0]);
    expect(delivered(started)).toEqual([`bridge 9.2 -> ${callId}`, `start ${callId} -> ${callId}`]);
  });

  it('never makes a call of a leg of type 2', async () => {
    const hangup = { UniqueId: '9.3', Phone: '151', CallType: 2, CallStatus: '0', EndTime: '2025-09-14 12:16:27' };
    expect(await accept({ event: 'hangup', body: hangup })).toMatchObject({ callId: null });
    expect(await states()).toEqual(['kept']);
  });

  it('gives a channel that was taken for a leg its own call once it starts', async () => {
    const [first, second, phone] = [newCallId(), newCallId(), newPhone()];
    await accept(answeredCall({ callId: first, phone })[0]);
    const bridge = answeredCall({ callId: second, phone })[2];
    expect((await accept(bridge)).callId).toBe(first);
    const started = await accept(answeredCall({ callId: second, phone })[0]);
    expect(delivered(started)).toEqual([`bridge ${second} -> ${second}`, `start ${second} -> ${second}`]);
    expect(started.deliveries.map(({ movedFrom }) => movedFrom)).toEqual([first, null]);
  });

  it('hands on with an event whatever of its call waits before it, and no more once that was delivered', async () => {
    const callId = newCallId();
    const [start, dial, bridge] = answeredCall({ callId, phone: newPhone() });
    await accept(start);
    const second = await accept(dial);
    expect(delivered(second)).toEqual([`start ${callId} -> ${callId}`, `dial ${callId} -> ${callId}`]);
    await markDelivered(pool, second.deliveries, 'delivered');
    expect(delivered(await accept(bridge))).toEqual([`bridge ${callId} -> ${callId}`]);
  });

  it("takes the agency's own number for nobody's", async () => {
    const [callId, phone] = [newCallId(), newPhone()];
    await accept(answeredCall({ callId, phone })[0]);
    expect((await accept(leg('9.4', '375172000000'))).callId).toBeNull();
  });

  it('marks an event of a closed call as late, in its journal too', async () => {
    const [callId, phone] = [newCallId(), newPhone()];
    const [start, dial] = answeredCall({ callId, phone });
    await accept(start);
    await pool.query('update calls set closed_at = now() where call_id = $1', [callId]);
    expect(await accept(dial)).toMatchObject({ callId, deliveries: [] });
    const { rows } = await pool.query<{ steps: unknown[] }>('select steps from calls where call_id = $1', [callId]);
    expect(rows[0]?.steps).toMatchObject([{ name: 'event dial', status: 'late' }]);
  });

  it('never loses the leg that races with its start', async () => {
    for (let round = 0; round < 25; round += 1) {
      const [callId, phone] = [newCallId(), newPhone()];
      const answers = await Promise.all([accept(leg(`8.${round}`, phone)), accept(answeredCall({ callId, phone })[0])]);
      expect(answers.flatMap(delivered).filter((row) => row.startsWith('bridge'))).toEqual([
        `bridge 8.${round} -> ${callId}`,
      ]);
    }
  });

  it('puts all of a recorded call with two transfers into one call', async () => {
    for (const { event, body } of recordedCall('attended-transfer-twice')) await accept({ event, body });
    const { rows } = await pool.query('select call_id from calls where enterprise_number = $1', [door.enterprise]);
    expect(rows).toEqual([{ call_id: '1757840723.6' }]);
  });
});
