import { expectedOfCall } from '../expected/call.ts';
import { POPUP_TTL_S } from '../plan/agencies.ts';
import type { PlannedCall } from '../plan/calls.ts';
import type { Arrival } from '../run/uon-remote.ts';
import { certaintyOf, type Certainty } from './certainty.ts';
import { finding, type Finding, type Observed } from './finding.ts';

/**
 * Whether anybody still rings is asked five times a second while a popup waits for its slot, and then it has to leave and
 * to arrive: so long after the hangup one may come that was on its way.
 */
const UNDER_WAY_MS = 1_000;
/** A call that rings or talks this long must have had its popups. */
const DUE_AFTER_MS = (POPUP_TTL_S + 5) * 1_000;
/** Deaths this long before a popup's repeat may have taken the word that the first had arrived. */
const DEATH_COUNTS_MS = 45_000;

interface Shown {
  readonly agency: number;
  readonly who: string;
  readonly calls: readonly PlannedCall[];
  readonly arrivals: readonly Arrival[];
}

/** Popups: at most one repeat, none after the hangup, none too old, none missing without a reason. */
export function checkPopups(observed: Observed): Finding[] {
  const groups = groupsOf(observed);
  const told = groups.flatMap((group) => checkGroup(observed, group));
  const ours = new Set(groups.flatMap(({ arrivals }) => arrivals.map(({ seq }) => seq)));
  const strays = popupArrivals(observed).filter(({ seq }) => !ours.has(seq));
  return [...told, ...strays.map(({ apiKey }) => finding('doubled', null, `${apiKey} got a popup of no call`))];
}

/** A popup does not name its call, but its number: calls of one number are looked at together. */
function groupsOf(observed: Observed): Shown[] {
  const { plan } = observed;
  const popups = popupArrivals(observed);
  const calls = plan.calls.filter(({ facts }) => facts.concernsClient);
  return [...Map.groupBy(calls, (call) => `${call.agency}/${call.digits ?? 'hidden'}`).values()].flatMap((group) => {
    const [first] = group;
    const agency = plan.agencies[first?.agency ?? -1];
    if (first === undefined || agency === undefined) return [];
    const who = first.digits === null ? /номер скрыт/i : new RegExp(`\\+${first.digits}\\b`);
    const arrivals = popups.filter(({ apiKey, body }) => apiKey === agency.apiKey && who.test(String(body['text'])));
    // Two agencies of one account: hidden callers of both look alike.
    const isShared = first.digits === null && plan.agencies.filter(({ apiKey }) => apiKey === agency.apiKey).length > 1;
    return [
      {
        agency: first.agency,
        who: first.digits ?? 'hidden',
        calls: isShared ? hiddenOf(observed, agency.apiKey) : group,
        arrivals,
      },
    ];
  });
}

function hiddenOf({ plan }: Observed, apiKey: string): readonly PlannedCall[] {
  return plan.calls.filter(
    ({ agency, digits, facts }) => digits === null && facts.concernsClient && plan.agencies[agency]?.apiKey === apiKey,
  );
}

function popupArrivals({ arrivals }: Observed): readonly Arrival[] {
  return arrivals.filter(({ route }) => route === 'notification/create');
}

function checkGroup(observed: Observed, group: Shown): Finding[] {
  const { plan, deliveries } = observed;
  const { calls, arrivals } = group;
  const [call] = calls;
  const agency = plan.agencies[group.agency];
  if (call === undefined || agency === undefined) return [];
  const byManager = Map.groupBy(arrivals.filter(hadEffect), ({ body }) => Number(body['manager_id']));
  const wanted = new Map<number, PlannedCall[]>();
  for (const one of calls) {
    const whose = plan.agencies[one.agency] ?? agency;
    for (const manager of expectedOfCall(one, whose).popups) wanted.set(manager, [...(wanted.get(manager) ?? []), one]);
  }
  const findings: Finding[] = [];
  for (const [manager, shown] of byManager) {
    const due = wanted.get(manager)?.length ?? 0;
    if (due === 0) findings.push(finding('doubled', call, `manager ${manager} was not rung and got a popup`));
    else if (shown.length > 2 * due)
      findings.push(finding('doubled', call, `${shown.length} popups for manager ${manager}`));
    else if (due === 1 && shown.length === 2 && !isExcused(observed, shown)) {
      findings.push(finding('doubled', call, `a second popup for manager ${manager} though the first had arrived`));
    }
  }
  if (calls.length > 1) return findings;
  const certainty = certaintyOf(call, deliveries.get(call.index) ?? []);
  return [
    ...findings,
    ...checkTimes(call, arrivals, certainty),
    ...[...wanted.keys()].flatMap((manager) =>
      checkMissing(observed, call, manager, byManager.has(manager), certainty),
    ),
  ];
}

/** What struck before the effect left nothing on the screen. */
function hadEffect({ status, fault }: Arrival): boolean {
  return fault === undefined || fault.startsWith('slow') ? status === 200 : fault.endsWith('after');
}

/** The first may not have arrived, as far as the sender could know: its answer was lost, or the sender died. */
function isExcused({ timeline }: Observed, [first, second]: readonly Arrival[]): boolean {
  if (first?.fault !== undefined) return true;
  const from = (first?.at ?? 0) - timeline.beganAt - 1_000;
  const to = (second?.at ?? 0) - timeline.beganAt;
  return deathsWithin(timeline, from - DEATH_COUNTS_MS, to);
}

function deathsWithin({ moments }: Observed['timeline'], fromMs: number, toMs: number): boolean {
  return moments.some(({ atMs, what }) => atMs >= fromMs && atMs <= toMs && / killed| ended /.test(what));
}

function checkTimes(call: PlannedCall, arrivals: readonly Arrival[], certainty: Certainty): Finding[] {
  const { hangupAnsweredAt, dialAnsweredAt } = certainty;
  return arrivals.flatMap(({ at }) => {
    if (hangupAnsweredAt !== null && at > hangupAnsweredAt + UNDER_WAY_MS) {
      return [finding('out of order', call, `a popup came ${Math.round(at - hangupAnsweredAt)} ms after the hangup`)];
    }
    if (dialAnsweredAt !== null && at > dialAnsweredAt + POPUP_TTL_S * 1_000 + UNDER_WAY_MS) {
      return [finding('out of order', call, `a popup came ${Math.round(at - dialAnsweredAt)} ms after its dial`)];
    }
    return [];
  });
}

/** A popup that did not come must have its reason in our table: too old, over, or not known whether it arrived. */
function checkMissing(
  { plan, own, timeline }: Observed,
  call: PlannedCall,
  managerId: number,
  isShown: boolean,
  { hangupAskedAt, dialAnsweredAt }: Certainty,
): Finding[] {
  if (isShown || dialAnsweredAt === null) return [];
  const number = plan.agencies[call.agency]?.number;
  const row = own.popups.find(
    (one) => one.enterprise === number && one.callId === call.callId && one.managerId === managerId,
  );
  if (row?.state === 'sent') return [finding('lost', call, `the popup for manager ${managerId} is noted as sent`)];
  const lastedMs = (hangupAskedAt ?? Date.now()) - dialAnsweredAt;
  if (row?.state === 'dropped' || row?.state === 'unclear') return [];
  if (row === undefined && lastedMs < DUE_AFTER_MS) return [];
  const at = Math.round(dialAnsweredAt - timeline.beganAt);
  // Whoever was to send it was down while the popup was worth something; or it died with its claim.
  if (deathsWithin(timeline, at - DEATH_COUNTS_MS, at + DUE_AFTER_MS)) return [];
  const word = row ? `only noted as ${row.state}` : 'no word why';
  return [finding('lost', call, `no popup for manager ${managerId}, dialled at ${at} ms, and ${word}`)];
}
