import { textField } from '../../../simulators/pbx/pbx-event.ts';
import { expectedOfCall } from '../expected/call.ts';
import { expectedOfNumber } from '../expected/number.ts';
import { makePlan, type Plan } from '../plan/plan.ts';
import type { Journal, OwnState } from '../run/own-state.ts';
import type { Departure } from '../run/departures.ts';
import type { Delivery } from '../run/play.ts';
import { createTimeline } from '../run/timeline.ts';
import type { AccountState, Arrival } from '../run/uon-remote.ts';
import type { Observed } from './finding.ts';
import { numbersOf } from './numbers.ts';

/** Everything so far apart that no account is asked too much. */
const STRETCH = 20;

/** What a run would leave behind in which nothing went wrong, for tests to spoil. */
export function perfectRun(seed = 5) {
  const plan = makePlan({ seed, calls: 50, accounts: 6, kills: true, faults: true, isReal: false });
  const timeline = createTimeline(1_000_000);
  const deliveries = new Map(plan.calls.map((call) => [call.index, accepted(call, timeline.beganAt)]));
  const uon = Object.fromEntries(plan.agencies.map(({ apiKey }) => [apiKey, emptyAccount()]));
  const observed = {
    plan,
    deliveries,
    timeline,
    uon,
    arrivals: popups(plan, timeline.beganAt),
    departures: [] as Departure[],
    own: ownState(plan),
  };
  fillNumbers(observed);
  fillCalls(observed);
  return observed;
}

function accepted({ events, startsAtMs }: Plan['calls'][number], beganAt: number): Delivery[] {
  const at = beganAt + startsAtMs * STRETCH;
  return events.map((event) => ({ event, accepted: true, status: 202, attempts: 1, askedAt: at, answeredAt: at + 1 }));
}

function emptyAccount(): AccountState {
  return {
    clients: [],
    leads: [],
    callRecords: [],
    notifications: [],
    actions: [],
    reminders: [],
    touristMessages: [],
  };
}

function fillNumbers(observed: Observed): void {
  let id = 90_000;
  for (const number of numbersOf(observed)) {
    const account = observed.uon[number.agency.apiKey];
    const expected = expectedOfNumber(number);
    if (expected.client === 'none') continue;
    const clientId = number.known?.id ?? id++;
    const [manager_id = null] = expected.clientManagers;
    account?.clients.push({ u_id: clientId, u_phone: ` ${number.digits}`, u_name: 'Юлия', manager_id });
    const leads = [...expected.leads].map(([leadId, lead]) => ({ id: leadId, sources: [''], ...lead }));
    for (const lead of expected.made ? [...leads, { id: id++, ...expected.made }] : leads) {
      account?.leads.push({
        id: lead.id,
        client_id: clientId,
        status_id: lead.statuses[0] ?? 0,
        manager_id: lead.managers[0] ?? null,
        source: lead.sources[0] ?? '',
        note: '',
      });
    }
  }
}

function fillCalls({ plan, uon }: Observed): void {
  for (const call of plan.calls) {
    const agency = plan.agencies[call.agency]!;
    const { record, task, recordUrl } = expectedOfCall(call, agency);
    if (record) {
      uon[agency.apiKey]?.callRecords.push({
        id: call.index,
        phone: record.phone,
        start: record.start ?? '',
        duration: record.durationS,
        direction: record.direction,
        record_link: recordUrl ?? '',
        manager_id: record.managers[0] ?? null,
        note: `Звонок: ${call.callId}`,
      });
    }
    if (task) {
      const text = `перезвоните клиенту (звонок ${call.callId})`;
      uon[agency.apiKey]?.reminders.push({ text, r_id: 1, tr_id: 1, manager_id: task.managers[0] ?? 0, auto: false });
    }
  }
}

function popups(plan: Plan, beganAt: number): Arrival[] {
  let seq = 0;
  return plan.calls.flatMap((call) => {
    const agency = plan.agencies[call.agency]!;
    const who = call.digits === null ? 'Номер скрыт' : `+${call.digits}`;
    return expectedOfCall(call, agency).popups.map((manager) => ({
      seq: ++seq,
      at: beganAt + call.startsAtMs * STRETCH,
      apiKey: agency.apiKey,
      method: 'POST',
      route: 'notification/create',
      path: 'notification/create',
      body: { manager_id: manager, text: who },
      status: 200,
    }));
  });
}

function ownState({ agencies, calls }: Plan): OwnState {
  const named = calls.map((call) => ({ call, enterprise: agencies[call.agency]?.number ?? '' }));
  return {
    calls: named.map(({ call, enterprise }) => ({ enterprise, callId: call.callId, isClosed: true })),
    inbox: named.flatMap(({ call, enterprise }) => inboxOf(call, enterprise)),
    popups: [],
    alarms: [],
    journals: new Map(
      named.map(({ call, enterprise }) => [`${enterprise}/${call.callId}`, journalOf(call.facts)] as const),
    ),
  };
}

function inboxOf({ callId, events }: Plan['calls'][number], enterprise: string): OwnState['inbox'] {
  const distinct = new Map(events.map((event) => [`${event.event} ${JSON.stringify(event.body)}`, event]));
  return [...distinct.values()].map((event) => {
    const uniqueId = textField(event, 'UniqueId');
    return { enterprise, event: event.event, uniqueId, callId, state: 'delivered', receivedAt: 0 };
  });
}

function journalOf({ direction, answered }: Plan['calls'][number]['facts']): Journal {
  return { status: 'ended', direction, answered, manager_id: null, client_id: null, lead_id: null, steps: [] };
}
