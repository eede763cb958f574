import type { Account } from '../../simulators/uon/account.ts';
import type { TestEnterprise } from '../../tests/support/open-system.ts';

export interface OwedCall {
  readonly enterprise: TestEnterprise;
  readonly callId: string;
  readonly phone: string;
  readonly rung: readonly string[];
  readonly isAnswered: boolean;
}

/** What an account should hold of each call and does not, or holds twice; the manager who talked is 2. */
export function faultsOf(account: Account, calls: readonly OwedCall[]): string[] {
  return calls.flatMap(({ callId, phone, isAnswered }) => {
    const clients = account.clients.filter((client) => client.u_phone.includes(phone));
    const leads = account.leads.filter((lead) => lead.note.endsWith(` ${callId}`));
    const records = account.callRecords.filter((record) => record.note.endsWith(` ${callId}`));
    const managers = [...clients, ...leads].map(({ manager_id }) => manager_id);
    return [
      ...oneOf('client', clients.length, callId),
      ...oneOf('lead', leads.length, callId),
      ...oneOf('record', records.length, callId),
      ...(managers.every((id) => id === (isAnswered ? 2 : null)) ? [] : [`${callId}: the manager is wrong`]),
    ];
  });
}

/** What is owed may take so many times as long as the limit's 8 requests a second make it. */
export const MOST_TIMES_THE_LIMIT = 1.1;

/** How many times as long so many requests took as they do at 8 a second, with two decimals. */
export function timesTheLimit(requests: number, seconds: number): number {
  return Math.round((seconds / (requests / 8)) * 100) / 100;
}

function oneOf(what: string, count: number, callId: string): string[] {
  return count === 1 ? [] : [`${callId}: ${count} ${what}s`];
}
