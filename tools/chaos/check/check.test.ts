import { expect, it } from 'vitest';
import { check } from './check.ts';
import type { FaultKind, Observed } from './finding.ts';
import { mostInASecond } from './limit.ts';
import { perfectRun } from './perfect.fixture.ts';

type Run = ReturnType<typeof perfectRun>;
const accounts = (run: Run) => Object.values(run.uon);
const accountWith = (run: Run, what: 'callRecords' | 'clients' | 'leads' | 'reminders') =>
  accounts(run).find((account) => account[what].length > 0)!;
const kindsOf = (observed: Observed) => [...new Set(check(observed).map(({ kind }) => kind))];

it('finds nothing where nothing is wrong', () => {
  for (const seed of [5, 6, 7]) expect(check(perfectRun(seed))).toEqual([]);
});

const SPOILT: readonly (readonly [what: string, spoil: (run: Run) => void, kind: FaultKind])[] = [
  ['a record is missing', (run) => accountWith(run, 'callRecords').callRecords.pop(), 'lost'],
  ['a record is there twice', (run) => repeatFirst(accountWith(run, 'callRecords').callRecords), 'doubled'],
  ['a record is too long', (run) => (accountWith(run, 'callRecords').callRecords[0]!.duration += 1), 'wrong'],
  ['a record names nobody', (run) => (recordOfManager(run).manager_id = null), 'wrong'],
  ['a task is missing', (run) => accountWith(run, 'reminders').reminders.pop(), 'lost'],
  ['a task is there twice', (run) => repeatFirst(accountWith(run, 'reminders').reminders), 'doubled'],
  ['a client is missing', (run) => accountWith(run, 'clients').clients.pop(), 'lost'],
  ['a client is there twice', (run) => repeatFirst(accountWith(run, 'clients').clients), 'doubled'],
  ['a lead is there twice', (run) => repeatFirst(leadsWithNew(run)), 'doubled'],
  ['a lead has another status', (run) => (accountWith(run, 'leads').leads[0]!.status_id = 99), 'wrong'],
  ['a client has another manager', (run) => (accountWith(run, 'clients').clients[0]!.manager_id = 99), 'wrong'],
  ['a tourist got a message', (run) => accounts(run)[0]!.touristMessages.push({}), 'doubled'],
  ['a popup came three times', (run) => run.arrivals.push(...popupCopies(run, 2, 0)), 'doubled'],
  ['a popup came again for no reason', (run) => run.arrivals.push(...popupCopies(run, 1, 0)), 'doubled'],
  ['a popup came after the hangup', (run) => (run.arrivals[0]!.at += 2_000), 'out of order'],
  ['ten and one arrive at once', (run) => run.arrivals.push(...lookups(run, 11)), 'over the limit'],
  [
    'nine leave at once',
    (run) => run.departures.push(...Array.from({ length: 9 }, () => ({ account: 'a', at: 1 }))),
    'over the limit',
  ],
  ['U-ON refused', (run) => run.arrivals.push({ ...lookups(run, 1)[0]!, status: 429 }), 'over the limit'],
];

it.each(SPOILT)('finds that %s', (_what, spoil, kind) => {
  const run = perfectRun();
  spoil(run);
  expect(kindsOf(run)).toEqual([kind]);
});

it('excuses a second popup where the answer to the first was lost', () => {
  const run = perfectRun();
  run.arrivals[0]!.fault = 'reset after';
  run.arrivals.push(...popupCopies(run, 1, 0));
  expect(check(run)).toEqual([]);
});

it('finds a record that was made before the hangup, however long after the beginning', () => {
  expect(check(withRecordAt(-500)).map(({ kind }) => kind)).toEqual(['out of order']);
  expect(check(withRecordAt(5))).toEqual([]);
});

it('does not judge when a record was made whose hangup may have been heard by an attempt without an answer', () => {
  const run = withRecordAt(-500);
  for (const deliveries of run.deliveries.values()) for (const one of deliveries) Object.assign(one, { attempts: 2 });
  expect(check(run)).toEqual([]);
});

it.each([
  ['dropped', []],
  ['unclear', []],
  ['not-sent', ['lost']],
  ['claimed', ['lost']],
  ['sent', ['lost']],
])('takes a popup that did not come and is noted as %s for %j', (state, kinds) => {
  expect(check(withoutPopup(state)).map(({ kind }) => kind)).toEqual(kinds);
});

it('excuses a popup that was claimed and did not come where its sender died', () => {
  const run = withoutPopup('claimed');
  const timeline = { ...run.timeline, moments: [{ atMs: run.dialledAt + 300, what: 'worker uon 1 killed' }] };
  expect(check({ ...run, timeline })).toEqual([]);
});

it('finds an event that waits for ever, and a call that never closed', () => {
  const run = perfectRun();
  const [row, ...inbox] = run.own.inbox;
  const [call, ...calls] = run.own.calls;
  const own = {
    ...run.own,
    inbox: [{ ...row!, state: 'waiting' }, ...inbox],
    calls: [{ ...call!, isClosed: false }, ...calls],
  };
  expect(check({ ...run, own }).map(({ kind }) => kind)).toEqual(['lost', 'lost']);
});

it('counts what arrives in any second, wherever it begins', () => {
  expect(mostInASecond([0, 500, 999, 1_000, 1_998])).toBe(3);
  expect(mostInASecond([])).toBe(0);
});

function repeatFirst(rows: unknown[]): void {
  rows.push(rows[0]);
}

/** A run in which a call's record arrived so long after its hangup was sent. */
function withRecordAt(ms: number) {
  const run = perfectRun();
  const call = run.plan.calls.find(({ kind }) => kind === 'held-incoming')!;
  const hungUpAt = run.deliveries.get(call.index)!.find(({ event }) => event.event === 'hangup')!.askedAt;
  const body = { note: `Звонок: ${call.callId}` };
  const { apiKey } = run.plan.agencies[call.agency]!;
  run.arrivals.push({ ...lookups(run, 1)[0]!, apiKey, route: 'call_history/create', body, at: hungUpAt + ms });
  return run;
}

/** A run in which a popup never came to U-ON, and our table says so. */
function withoutPopup(state: string) {
  const run = perfectRun();
  const managerId = Number(run.arrivals[0]!.body['manager_id']);
  const call = run.plan.calls.find(({ digits }) => digits !== null && run.arrivals[0]!.body['text'] === `+${digits}`)!;
  const enterprise = run.plan.agencies[call.agency]!.number;
  run.arrivals.shift();
  const popups = [{ enterprise, callId: call.callId, managerId, state, attempts: 1 }];
  const dialledAt = run.deliveries.get(call.index)![0]!.askedAt - run.timeline.beganAt;
  return { ...run, own: { ...run.own, popups }, dialledAt };
}

function recordOfManager(run: Run) {
  return accounts(run)
    .flatMap(({ callRecords }) => callRecords)
    .find(({ manager_id }) => manager_id !== null)!;
}

/** Leads whose first is one that a call made: those that were there before have ids of the plan's. */
function leadsWithNew(run: Run) {
  const account = accounts(run).find(({ leads }) => leads.some(({ id }) => id >= 90_000))!;
  account.leads.sort((a, b) => b.id - a.id);
  return account.leads;
}

function popupCopies({ arrivals }: Run, copies: number, nth: number) {
  return Array.from({ length: copies }, (_, index) => ({ ...arrivals[nth]!, seq: 10_000 + index }));
}

function lookups({ arrivals }: Run, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    ...arrivals[0]!,
    seq: 20_000 + index,
    route: 'user/phone',
    at: 9_000_000 + index,
  }));
}
