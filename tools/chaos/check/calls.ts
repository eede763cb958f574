import type { Agency } from '../plan/agencies.ts';
import type { PlannedCall } from '../plan/calls.ts';
import { expectedOfCall, type ExpectedRecord } from '../expected/call.ts';
import type { AccountState } from '../run/uon-remote.ts';
import { certaintyOf, type Certainty } from './certainty.ts';
import { finding, type Finding, type Observed } from './finding.ts';
import { isUnsure } from './own.ts';

/** The record, the task and the recording of each call in U-ON. */
export function checkCalls(observed: Observed): Finding[] {
  const { plan, uon, deliveries, own } = observed;
  return plan.calls.flatMap((call) => {
    const agency = plan.agencies[call.agency];
    const account = uon[agency?.apiKey ?? ''];
    if (agency === undefined || account === undefined) return [finding('lost', call, 'its account is gone')];
    const certainty = certaintyOf(call, deliveries.get(call.index) ?? []);
    const journal = own.journals.get(`${agency.number}/${call.callId}`);
    const findings = checkCall(call, agency, account, certainty);
    return journal && isUnsure(journal) ? findings : [...findings, ...checkRecording(call, agency, account)];
  });
}

function checkCall(call: PlannedCall, agency: Agency, account: AccountState, certainty: Certainty): Finding[] {
  const expected = expectedOfCall(call, agency);
  const records = account.callRecords.filter(({ note }) => note.trimEnd().endsWith(`: ${call.callId}`));
  const tasks = account.reminders.filter(({ text }) => text.includes(` ${call.callId})`));
  const findings = [
    ...counted(call, 'record in the call history', records.length, expected.record ? 1 : 0),
    ...counted(call, 'task of the missed call', tasks.length, expected.task ? 1 : 0),
  ];
  const [record] = records;
  if (expected.record && record && certainty.isSettled) {
    const isRight = differences(expected.record, record);
    findings.push(...isRight.map((what) => finding('wrong', call, `its record has ${what}`)));
  }
  const [task] = tasks;
  if (expected.task && task && certainty.isSettled) {
    if (!expected.task.managers.some((id) => id === task.manager_id)) {
      findings.push(
        finding(
          'wrong',
          call,
          `its task is manager ${task.manager_id}'s, not ${expected.task.managers.join(' or ')}'s`,
        ),
      );
    }
    if (task.r_id === null) findings.push(finding('wrong', call, 'its task hangs on no lead'));
  }
  return findings;
}

function counted(call: PlannedCall, what: string, found: number, wanted: number): Finding[] {
  if (found === wanted) return [];
  return [finding(found < wanted ? 'lost' : 'doubled', call, `${found} x ${what}, ${wanted} wanted`)];
}

function differences(wanted: ExpectedRecord, found: AccountState['callRecords'][number]): string[] {
  return [
    ...(found.phone === wanted.phone ? [] : [`phone ${found.phone}, not ${wanted.phone}`]),
    ...(found.direction === wanted.direction ? [] : [`direction ${found.direction}, not ${wanted.direction}`]),
    ...(found.duration === wanted.durationS ? [] : [`duration ${found.duration} s, not ${wanted.durationS} s`]),
    ...(wanted.start === null || found.start === wanted.start ? [] : [`start ${found.start}, not ${wanted.start}`]),
    ...(wanted.managers.includes(found.manager_id)
      ? []
      : [`manager ${found.manager_id}, not ${wanted.managers.join(' or ')}`]),
  ];
}

/** In the record, or as a note that followed it. Whether a note whose answer was lost is there U-ON does not tell. */
function checkRecording(call: PlannedCall, agency: Agency, account: AccountState): Finding[] {
  const { recordUrl: url } = expectedOfCall(call, agency);
  if (url === null || call.digits === null) return [];
  const told = [
    ...account.callRecords.filter(({ record_link }) => record_link === url),
    ...account.actions.filter(({ text }) => text.includes(url)),
  ];
  return told.length > 0 ? [] : [finding('lost', call, 'its recording is neither in the record nor in a note')];
}
