import { afterAll, beforeAll, expect, it } from 'vitest';
import { healthAnswer, type HealthAnswer } from '../../api/admin/health-operations.ts';
import { addUser, loggedIn, OWNER, type Visitor } from '../support/admin.ts';
import { missedCall, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
let agency: TestEnterprise;
let owner: Visitor;
beforeAll(async () => {
  // Nobody works on calls at first. Counts are stored each 1.2 s.
  system = await startSystem({ workers: [], more: { RETRY_TIME_SCALE: '0.1' } });
  agency = await system.enterprise();
  await addUser(system.pool, 'owner@example.com', OWNER);
  owner = await loggedIn(system.url, 'owner@example.com');
}, 120_000);
afterAll(() => system.stop());

const health = async (): Promise<HealthAnswer> =>
  healthAnswer.parse(await (await owner.ask('GET', `/api/admin/enterprises/${agency.number}/health?hours=1`)).json());
const post = async ({ event, body }: ReturnType<typeof missedCall>[number]) =>
  expect((await system.post(agency, event, body)).status).toBe(202);

it('popups that were due while no worker was up are told and raise an alarm; callers who hung up at once do not', async () => {
  const scripts = Array.from({ length: 2 }, () => missedCall({ callId: newCallId(), phone: newPhone() }));
  const quick = missedCall({ callId: newCallId(), phone: newPhone() });
  for (const event of quick) await post(event);
  for (const [start, dial] of scripts) for (const event of [start, dial]) await post(event);
  const rangAt = Date.now();
  await waitFor('the extensions to have rung for long enough', () => Date.now() - rangAt > 2_200);
  for (const [, , hangup] of scripts) await post(hangup);

  await Promise.all([system.startWorker('calls'), system.startWorker('uon')]);
  const all = [quick, ...scripts].map(([{ body }]) => String(body['UniqueId']));
  await Promise.all(all.map((callId) => system.closed(agency, callId)));
  const told = await waitFor('the popups to be counted', async () => {
    const looked = await health();
    return looked.totals.counts.calls_ended === 3 && looked;
  });
  // 151 and 152 have a manager each.
  expect(told.totals.counts).toMatchObject({ popups_late: 4, popups_over: 2 });
  expect(told.totals.counts.popups_sent).toBeUndefined();
  expect(told.alarms.map(({ kind }) => kind)).toContain('popups-late');
});
