import type { AccountSeed } from '../../../simulators/uon/account-seed.ts';
import { MANAGERS, STATUSES } from '../../../tests/support/account.ts';

/** What an agency's settings say that decides what a call must do: the model's own words, not the schema's. */
export interface Rules {
  readonly name: string;
  readonly createsClient: { readonly incoming: boolean; readonly outgoing: boolean };
  readonly createLead: 'never' | 'if_no_open' | 'if_no_request';
  readonly statusActive?: number;
  readonly statusNoOpen?: number;
  readonly statusNoLeads?: number;
  /** A missed call becomes a task. Only with `if_no_open`: a task without a lead can't be found again in U-ON. */
  readonly task: boolean;
  readonly missedStatus?: number;
  readonly popups: { readonly incoming: boolean; readonly outgoing: boolean };
  readonly maxManagers: number;
  readonly talker: 'first' | 'last';
  readonly isBrief: boolean;
  /** Keys of `uon` that decide nothing here. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly notifications?: Readonly<Record<string, unknown>>;
  readonly recordingWaitS?: number;
}

export interface Agency {
  readonly number: string;
  readonly token: string;
  /** Two agencies may share an account. */
  readonly apiKey: string;
  readonly rules: Rules;
  /** The agency's own number, digits. */
  readonly ownPhone: string;
}

/** Manager id in U-ON by extension; 154 is nobody's. */
export const MANAGER_OF: Readonly<Record<string, number>> = { 150: 7, 151: 2, 152: 4, 153: 9 };
export const EXTENSIONS = ['150', '151', '152', '153', '154'] as const;
export const TRUNK = '0001363';

export const SETTLE_MS = 2_500;
export const LATE_S = 4;
export const POPUP_TTL_S = 20;

const BOTH = { incoming: true, outgoing: true };
const BASIS = { popups: { incoming: true, outgoing: false }, maxManagers: 10, talker: 'last', isBrief: false } as const;

/** Ways in which agencies are set up; an account takes the next one. */
const RULES: readonly Rules[] = [
  {
    ...BASIS,
    name: 'creates all',
    createsClient: BOTH,
    createLead: 'if_no_open',
    statusActive: 5,
    statusNoOpen: 22,
    statusNoLeads: 33,
    task: true,
    missedStatus: 3,
    popups: BOTH,
  },
  {
    ...BASIS,
    name: 'forms, first talker',
    createsClient: BOTH,
    createLead: 'if_no_request',
    statusNoLeads: 33,
    task: false,
    talker: 'first',
    more: { body_format: 'form' },
  },
  {
    ...BASIS,
    name: 'brief calls, no leads',
    createsClient: BOTH,
    createLead: 'never',
    task: false,
    isBrief: true,
    notifications: { enriched: false },
  },
  {
    ...BASIS,
    name: 'creates no clients',
    createsClient: { incoming: false, outgoing: false },
    createLead: 'if_no_open',
    statusNoOpen: 22,
    statusNoLeads: 33,
    task: false,
    recordingWaitS: 2,
    notifications: { enriched: 'ab' },
  },
  {
    ...BASIS,
    name: 'no popups, tasks',
    createsClient: BOTH,
    createLead: 'if_no_open',
    task: true,
    popups: { incoming: false, outgoing: false },
    more: { primary: true, default_manager_id: 9 },
  },
  {
    ...BASIS,
    name: 'incoming only',
    createsClient: { incoming: true, outgoing: false },
    createLead: 'if_no_open',
    statusActive: 1,
    statusNoLeads: 22,
    task: false,
    popups: BOTH,
    maxManagers: 2,
  },
];

/** An agency for each account, and one more that shares the first one's account. */
export function planAgencies(accounts: number, seed: number): Agency[] {
  const agencies = Array.from({ length: accounts }, (_, index) => agency(index, index, seed));
  return accounts > 1 ? [...agencies, agency(accounts, 0, seed)] : agencies;
}

function agency(index: number, account: number, seed: number): Agency {
  const rules = RULES[account % RULES.length];
  if (rules === undefined) throw new Error('There are no rules');
  return {
    number: `c${index}`,
    token: `pbx-token-${seed}-${index}`,
    apiKey: `chaos-key-${account}`,
    rules,
    ownPhone: `37517${String(2_000_000 + index)}`,
  };
}

/** The block `uon` of the agency's file. `briefHours`: after so long a brief agency's calls give up. */
export function uonSettings({ rules }: Agency, briefHours: number): Record<string, unknown> {
  const { createLead, statusActive, statusNoOpen, statusNoLeads, createsClient } = rules;
  const statuses = {
    status_lead_active: statusActive,
    status_lead_no_open: statusNoOpen,
    status_lead_no_leads: statusNoLeads,
  };
  const actions = (creates: boolean) => ({ create_client_on_call: creates, create_lead: createLead, ...statuses });
  return {
    user_extensions: Object.fromEntries(Object.entries(MANAGER_OF).map(([extension, id]) => [id, extension])),
    incoming_call_actions: {
      ...actions(createsClient.incoming),
      missed_call_task: rules.task,
      missed_call_status: rules.missedStatus,
    },
    outgoing_call_actions: actions(createsClient.outgoing),
    notifications: {
      mode: rules.popups.incoming || rules.popups.outgoing ? 'during' : 'none',
      ...rules.popups,
      popup_ttl_s: POPUP_TTL_S,
      max_managers: rules.maxManagers,
      ...rules.notifications,
    },
    calls: {
      settle_ms: SETTLE_MS,
      late_s: LATE_S,
      recording_wait_s: rules.recordingWaitS ?? 0,
      transfer_manager: rules.talker,
      ...(rules.isBrief ? { max_call_hours: briefHours } : {}),
    },
    ...rules.more,
  };
}

/** What is in every account before its clients are. */
export const ACCOUNT_BASIS: AccountSeed = { managers: MANAGERS, statuses: STATUSES };
/** Statuses of `ACCOUNT_BASIS` that are archived, and one that is not. */
export const ARCHIVED_STATUS = 7;
export const OPEN_STATUS = 1;
