import { textField } from '../../../simulators/pbx/pbx-event.ts';
import type { PlannedCall } from '../plan/calls.ts';
import type { Delivery } from '../run/play.ts';
import type { Journal } from '../run/own-state.ts';
import { finding, type Finding, type Observed } from './finding.ts';

/** Our own books: every accepted event is in the inbox once and reached its call, every call closed, and says so. */
export function checkOwn(observed: Observed): Finding[] {
  const { plan, own, deliveries } = observed;
  return plan.calls.flatMap((call) => {
    const enterprise = plan.agencies[call.agency]?.number ?? '';
    const row = own.calls.find((one) => one.enterprise === enterprise && one.callId === call.callId);
    const journal = own.journals.get(`${enterprise}/${call.callId}`);
    return [
      ...checkEvents(observed, call, enterprise, deliveries.get(call.index) ?? []),
      ...(row === undefined ? [finding('lost', call, 'we do not know the call')] : []),
      ...(row && !row.isClosed ? [finding('lost', call, `it never closed${lastStep(journal)}`)] : []),
      ...(row?.isClosed && journal ? checkJournal(call, journal) : []),
    ];
  });
}

function checkEvents(
  { own }: Observed,
  call: PlannedCall,
  enterprise: string,
  deliveries: readonly Delivery[],
): Finding[] {
  const refused = deliveries.filter(({ accepted }) => !accepted);
  const findings = refused.map(({ event, status, attempts }) =>
    finding('lost', call, `its ${event.event} was not accepted (${status ?? 'no answer'}, ${attempts} attempts)`),
  );
  const hungUpAt = deliveries
    .filter(
      ({ event, accepted }) => accepted && event.event === 'hangup' && textField(event, 'UniqueId') === call.callId,
    )
    .map(({ askedAt }) => askedAt)
    .toSorted((a, b) => a - b)[0];
  const events = new Set(deliveries.filter(({ accepted }) => accepted).map(({ event }) => identity(event)));
  const uniqueIds = new Set(deliveries.map(({ event }) => textField(event, 'UniqueId')));
  const rows = own.inbox.filter(({ enterprise: of, uniqueId }) => of === enterprise && uniqueIds.has(uniqueId));
  if (!uniqueIds.has('') && rows.length !== events.size) {
    const kind = rows.length < events.size ? 'lost' : 'doubled';
    findings.push(finding(kind, call, `${rows.length} events in the inbox, ${events.size} were accepted`));
  }
  for (const row of rows.filter(({ callId }) => callId === call.callId)) {
    if (row.state === 'waiting') findings.push(finding('lost', call, `its ${row.event} still waits in the inbox`));
    // What came before the hangup can't have come after the call was closed.
    if (row.state === 'late' && hungUpAt !== undefined && row.receivedAt < hungUpAt) {
      findings.push(finding('lost', call, `its ${row.event} came before the hangup and was taken for late`));
    }
  }
  return findings;
}

function identity({ event, body }: Delivery['event']): string {
  return `${event} ${JSON.stringify(body)}`;
}

/**
 * What U-ON offers no way to look for, and was not answered three times: the journal says that a person has to look, and
 * more can't be done.
 */
export function isUnsure({ steps }: Journal): boolean {
  return steps.some(({ error }) => error?.startsWith('uon-unsure') === true);
}

/** Steps that may fail: what U-ON never said, of a popup or a note, and the hangup that the plan left out. */
function checkJournal(call: PlannedCall, journal: Journal): Finding[] {
  const { facts } = call;
  const steps = journal.steps.filter(
    ({ name, status, error }) =>
      status === 'running' ||
      (status === 'failed' &&
        !name.startsWith('popup') &&
        !(name === 'hangup' && !facts.hasHangup) &&
        !error?.startsWith('uon-unsure')),
  );
  return [
    ...(journal.status === 'ended' ? [] : [finding('wrong', call, `its journal says ${journal.status}`)]),
    ...(journal.direction === facts.direction
      ? []
      : [finding('wrong', call, `its journal says ${journal.direction}, not ${facts.direction}`)]),
    ...(journal.answered === facts.answered || !facts.hasHangup
      ? []
      : [finding('wrong', call, `its journal says answered ${journal.answered}, not ${facts.answered}`)]),
    ...steps.map(({ name, status, error }) => finding('lost', call, `step "${name}" ${status}: ${error ?? ''}`)),
  ];
}

function lastStep(journal: Journal | undefined): string {
  const running = journal?.steps.filter(({ status }) => status === 'running').map(({ name }) => name) ?? [];
  return running.length === 0 ? '' : `; under way: ${running.join(', ')}`;
}
