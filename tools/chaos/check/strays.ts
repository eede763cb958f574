import type { AccountState } from '../run/uon-remote.ts';
import { finding, type Finding, type Observed } from './finding.ts';

/** What U-ON has and no call asked for, and calls that the PBX never made. */
export function checkStrays({ plan, uon, own }: Observed): Finding[] {
  const inUon = Object.entries(uon).flatMap(([apiKey, account]) => {
    const agencies = plan.agencies.flatMap((agency, index) => (agency.apiKey === apiKey ? [index] : []));
    // The simulator's own demo account.
    if (agencies.length === 0) return [];
    const calls = plan.calls.filter(({ agency }) => agencies.includes(agency));
    return strayRows(
      account,
      new Set(calls.map(({ callId }) => callId)),
      new Set(calls.flatMap(({ digits }) => digits ?? [])),
    ).map((what) => finding('doubled', null, `${apiKey} has ${what}`));
  });
  const planned = new Set(plan.calls.map(({ agency, callId }) => `${plan.agencies[agency]?.number}/${callId}`));
  const extra = own.calls.filter(({ enterprise, callId }) => !planned.has(`${enterprise}/${callId}`));
  return [
    ...inUon,
    ...extra.map(({ enterprise, callId }) => finding('doubled', null, `call:${enterprise}:${callId} was no call`)),
  ];
}

function strayRows(account: AccountState, callIds: ReadonlySet<string>, numbers: ReadonlySet<string>): string[] {
  const callIdOf = (text: string) => /(\d+\.\d+)\)?\s*$/.exec(text)?.[1] ?? '';
  return [
    ...account.clients
      .filter(({ u_phone }) => !numbers.has(u_phone.replace(/\D/g, '')))
      .map(({ u_id }) => `client ${u_id}, whose number never called`),
    ...account.callRecords
      .filter(({ note }) => !callIds.has(callIdOf(note)))
      .map(({ id }) => `call record ${id} of no call`),
    ...account.reminders
      .filter(({ text, auto }) => auto || !callIds.has(callIdOf(text)))
      .map(({ text }) => `a task of no call: ${text}`),
    ...account.touristMessages.map(() => 'a message to a tourist that nobody wanted sent'),
  ];
}
