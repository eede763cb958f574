import type { Account } from '../../simulators/uon/account.ts';
import type { FaultOptions } from '../../simulators/uon/faults.ts';
import { answeredCall, missedCall, newCallId, newPhone, type ScriptedEvent } from '../support/call-script.ts';
import { applyEnterprise } from '../support/enterprises.ts';
import type { EnterpriseOptions } from '../support/open-system.ts';
import type { System, TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

/** Requests that U-ON does again when they are sent again. */
export type Create =
  | 'user/create'
  | 'lead/create'
  | 'call_history/create'
  | 'reminder/create'
  | 'request-action/create'
  | 'notification/create';

/** What an account was made to hold by requests of a kind. */
export function made(account: Account, create: Create): number {
  switch (create) {
    case 'user/create':
      return account.clients.filter(({ u_id }) => u_id !== KNOWN).length;
    case 'lead/create':
      return account.leads.filter(({ id }) => id !== OLD_LEAD).length;
    case 'call_history/create':
      return account.callRecords.length;
    case 'reminder/create':
      return account.reminders.length;
    case 'request-action/create':
      return account.actions.length;
    case 'notification/create':
      return account.notifications.length;
  }
}

const KNOWN = 5;
const OLD_LEAD = 71;
const CREATE = { create_client_on_call: true, create_lead: 'if_no_open' };
const TASK = { ...CREATE, missed_call_task: true };

export interface EffectCall {
  readonly enterprise: TestEnterprise;
  readonly callId: string;
  readonly account: Account;
  /** Plays the whole call; its recording comes after the record was made. */
  play(): Promise<void>;
}

/** A call that an unknown number made and 151 answered: client, lead, popups, record, and a recording that comes late. */
export async function answeredUnknown(system: System, phone = newPhone()): Promise<EffectCall> {
  const enterprise = await system.enterprise({
    uon: { incoming_call_actions: CREATE, calls: { late_s: 8, settle_ms: 300 } },
  });
  const callId = newCallId();
  const [start, dial, bridge, hangup] = answeredCall({ callId, phone, rung: ['151'] });
  const account = system.uon.account(enterprise.apiKey);
  const late = { ...hangup, body: { ...hangup.body, RecordUrl: 'https://records.example/1.mp3' } };
  return {
    ...{ enterprise, callId, account },
    play: async () => {
      await post(system, enterprise, [start, dial]);
      await waitFor('the popup', () => account.notifications.length > 0);
      await post(system, enterprise, [bridge, hangup]);
      await stepDone(system, enterprise, callId, 'call_history/create');
      await post(system, enterprise, [late]);
    },
  };
}

/** A call that nobody answered, of a client with a lead or without one: a task. */
export async function missedKnown(system: System, { withLead }: { withLead: boolean }): Promise<EffectCall> {
  const phone = newPhone();
  const leads = withLead ? [{ id: OLD_LEAD, client_id: KNOWN, status_id: 1 }] : [];
  const enterprise = await system.enterprise({
    seed: { clients: [{ u_id: KNOWN, u_name: 'Юлия', u_phone: `+${phone}` }], leads },
    uon: { incoming_call_actions: { ...TASK, create_lead: 'never' } },
  });
  const callId = newCallId();
  return {
    ...{ enterprise, callId, account: system.uon.account(enterprise.apiKey) },
    play: () => post(system, enterprise, missedCall({ callId, phone, rung: ['151'] })),
  };
}

export async function post(system: System, enterprise: TestEnterprise, events: readonly ScriptedEvent[]) {
  for (const { event, body } of events) {
    const { status } = await system.post(enterprise, event, body);
    if (status !== 202) throw new Error(`${event} got ${status}`);
  }
}

/** Waits until a step of the call has ended. */
export function stepDone(system: System, { number, ...enterprise }: TestEnterprise, callId: string, name: string) {
  return waitFor(
    `${name} of ${callId}`,
    async () => {
      const journal = await system.journal({ number, ...enterprise }, callId);
      return journal?.steps.some((step) => step.name.startsWith(name) && step.status !== 'running');
    },
    90_000,
  );
}

/** A fault for one enterprise. */
export function strike(system: System, { apiKey }: TestEnterprise, fault: FaultOptions): string {
  return system.uon.faults.add({ apiKey, ...fault });
}

/** Stores an enterprise again. */
export function apply({ env }: System, enterprise: TestEnterprise, options: EnterpriseOptions): Promise<void> {
  return applyEnterprise(env, enterprise, options);
}
