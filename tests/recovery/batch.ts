import type { AccountSeed } from '../../simulators/uon/account-seed.ts';
import { newPhone } from '../support/call-script.ts';
import { finishedCall, type SentCall } from '../support/recovery.ts';

/** What U-ON knows of a number before. */
const KINDS = ['active lead', 'managed', 'archived lead', 'unknown', 'no leads'] as const;
type Kind = (typeof KINDS)[number];

/** The settings by which the expected requests are counted. */
export const SETTINGS = {
  incoming_call_actions: {
    ...{ create_client_on_call: true, create_lead: 'if_no_open', missed_call_task: true, missed_call_status: 3 },
    ...{ status_lead_no_open: 22, status_lead_no_leads: 33 },
  },
};

export interface Plan {
  readonly seed: AccountSeed;
  readonly calls: readonly SentCall[];
  readonly numbers: readonly { readonly phone: string; readonly kind: Kind }[];
}

/** Four calls of each number: by 151, 152, missed ones among them; no number without one that was answered. */
export function planCalls(count: number): Plan {
  const numbers = Array.from({ length: Math.ceil(count / 4) }, (_, index) => ({
    phone: newPhone(),
    kind: KINDS[index % KINDS.length] ?? 'unknown',
  }));
  const calls = Array.from({ length: count }, (_, index) => {
    const [number, turn] = [index % numbers.length, Math.floor(index / numbers.length)];
    return finishedCall({
      phone: numbers[number]?.phone ?? '',
      answered: (number + turn) % 3 !== 0,
      extension: turn % 2 === 0 ? '151' : '152',
      start: `2025-09-14 12:${String(turn).padStart(2, '0')}:00`,
      end: `2025-09-14 12:${String(turn).padStart(2, '0')}:40`,
    });
  });
  return { numbers, calls, seed: seedOf(numbers) };
}

function seedOf(numbers: Plan['numbers']): AccountSeed {
  const known = numbers.flatMap(({ phone, kind }, index) =>
    kind === 'unknown' ? [] : [{ id: 100 + index, phone, kind }],
  );
  return {
    clients: known.map(({ id, phone, kind }) => ({
      ...{ u_id: id, u_name: `Клиент ${id}`, u_phone: `+${phone}` },
      ...(kind === 'managed' && { manager_id: 9 }),
    })),
    leads: known.flatMap(({ id, kind }) => {
      if (kind === 'no leads') return [];
      const lead = { id: 1_000 + id, client_id: id, status_id: kind === 'archived lead' ? 7 : 1 };
      return [kind === 'managed' ? { ...lead, manager_id: 9 } : lead];
    }),
  };
}

/** What each number costs, by the settings: each number once, whatever its calls, and a record for each call. */
const COST: Readonly<Record<Kind, Readonly<Record<string, number>>>> = {
  'active lead': { 'user/phone': 1, 'lead-by-client': 1, user: 1, 'user/update': 1, 'request/update': 1 },
  managed: { 'user/phone': 1, 'lead-by-client': 1 },
  // The number's creator reads the leads afresh before it makes one; two leads have no manager.
  'archived lead': {
    ...{ 'user/phone': 1, 'lead-by-client': 2, 'lead/create': 1, user: 1, 'user/update': 1, 'request/update': 2 },
  },
  // A client that was just made has no leads, and is not asked for any.
  unknown: { 'user/phone': 1, 'user/create': 1, 'lead/create': 1, user: 1, 'user/update': 1, 'request/update': 1 },
  'no leads': {
    ...{ 'user/phone': 1, 'lead-by-client': 2, 'lead/create': 1, user: 1, 'user/update': 1, 'request/update': 1 },
  },
};

/** The requests to U-ON that the calls must lead to, by route. */
export function expectedRequests({ numbers, calls }: Plan): Record<string, number> {
  const counts: Record<string, number> = { 'call_history/create': calls.length };
  for (const { kind } of numbers) {
    for (const [route, count] of Object.entries(COST[kind])) counts[route] = (counts[route] ?? 0) + count;
  }
  return counts;
}
