import { answeredCall, missedCall, newCallId, newPhone, type ScriptedEvent } from '../../tests/support/call-script.ts';
import type { System, TestEnterprise } from '../../tests/support/open-system.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import type { Progress } from '../../workers/local/progress.ts';
import type { OutagePlan } from './arguments.ts';
import { faultsOf, timesTheLimit, type OwedCall } from './check.ts';

/** A live call every so often, to see how soon its popup comes. */
const LIVE_EVERY_MS = 2_000;
const CREATE = { incoming_call_actions: { create_client_on_call: true, create_lead: 'if_no_open' } };

/** Plays the calls of the outage, ends it, and waits until all is done. */
export async function playOutage(system: System, { hours, scale, calls: count }: OutagePlan, progress: Progress) {
  const [first, second, other] = [await addAgency(system), await addAgency(system), await addAgency(system)];
  const down = [first, second];
  const away = down.map(({ apiKey }) => system.uon.faults.add({ apiKey, kind: '5xx', status: 503, times: Infinity }));
  const outageMs = hours * 3_600_000 * scale;

  const calls: OwedCall[] = [];
  const others: number[] = [];
  await progress.step(`U-ON is away for ${hours} h, in ${Math.round(outageMs / 1_000)} s`, async () => {
    const endsAt = Date.now() + outageMs;
    const watched = watch(system, other, others, () => Date.now() > endsAt);
    for (let index = 0; index < count; index++) {
      const call = newCall(index % 2 === 0 ? first : second, index);
      calls.push(call);
      await post(system, call.enterprise, call.isAnswered ? answeredCall(call) : missedCall(call));
      await pause((endsAt - Date.now()) / (count - index));
    }
    await watched;
  });
  const during = down.map((one) => requestsOf(system, one).length);

  const backAt = Date.now();
  let doneAt = backAt;
  const live: number[] = [];
  await progress.step('What is owed', async () => {
    for (const id of away) system.uon.faults.remove(id);
    let isDone = false;
    const watched = watch(system, first, live, () => isDone);
    await waitFor('the calls to close', () => allClosed(system, calls), 3_600_000);
    doneAt = Date.now();
    isDone = true;
    await watched;
  });
  const rows = down.map((one, index) => drainRow(system, one, { backAt, doneAt, during: during[index] ?? 0 }));
  const popups = { 'the other account, meanwhile': summary(others), 'live, while the rest is done': summary(live) };
  const faults = down.flatMap((one) => faultsOf(system.uon.account(one.apiKey), callsOf(calls, one)));
  return { rows, popups, faults };
}

function addAgency(system: System): Promise<TestEnterprise> {
  return system.enterprise({ uon: { ...CREATE, calls: { late_s: 0, settle_ms: 100 } } });
}

function newCall(enterprise: TestEnterprise, index: number): OwedCall {
  return { enterprise, callId: newCallId(), phone: newPhone(), rung: ['151'], isAnswered: index % 3 > 0 };
}

async function post(system: System, enterprise: TestEnterprise, events: readonly ScriptedEvent[]): Promise<void> {
  for (const { event, body } of events) {
    const { status } = await system.post(enterprise, event, body);
    if (status !== 202) throw new Error(`${event} was answered with ${status}`);
  }
}

/** Times popups of live calls, from the dial on, until it is over. */
async function watch(system: System, enterprise: TestEnterprise, delays: number[], isOver: () => boolean) {
  while (!isOver()) {
    const call = newCall(enterprise, 1);
    const [start, dial, ...rest] = answeredCall(call);
    await post(system, enterprise, [start]);
    const from = Date.now();
    await post(system, enterprise, [dial]);
    const popup = await waitFor('a popup', () =>
      requestsOf(system, enterprise).findLast(
        ({ route, body, status }) =>
          status === 200 && route === 'notification/create' && String(body['text']).includes(call.phone),
      ),
    );
    delays.push(popup.at - from);
    await post(system, enterprise, rest);
    await pause(LIVE_EVERY_MS - (Date.now() - from));
  }
}

interface Drain {
  readonly backAt: number;
  readonly doneAt: number;
  readonly during: number;
}

function drainRow(system: System, enterprise: TestEnterprise, { backAt, doneAt, during }: Drain) {
  const sent = requestsOf(system, enterprise).filter(
    ({ at, status }) => at >= backAt && at <= doneAt && status !== 503,
  );
  const seconds = ((sent.at(-1)?.at ?? backAt) - backAt) / 1_000;
  return {
    'requests while away': during,
    'requests after': sent.length,
    seconds: seconds.toFixed(1),
    'times requests/8': timesTheLimit(sent.length, seconds),
  };
}

async function allClosed({ pool }: System, calls: readonly OwedCall[]): Promise<boolean> {
  const { rows } = await pool.query<{ closed: number }>(
    `select count(*) as closed from calls where call_id = any ($1) and closed_at is not null`,
    [calls.map(({ callId }) => callId)],
  );
  return rows[0]?.closed === calls.length;
}

function requestsOf({ uon }: System, { apiKey }: TestEnterprise) {
  return uon.requests.filter((one) => one.apiKey === apiKey);
}

function callsOf(calls: readonly OwedCall[], { number }: TestEnterprise) {
  return calls.filter(({ enterprise }) => enterprise.number === number);
}

function summary(values: readonly number[]) {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return { popups: values.length, 'median ms': at(0.5), 'most ms': at(1) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, Math.max(0, ms)));
}
