import { epochMsToPbxTime } from '../domain/pbx-time.ts';
import type { Ask, ReminderOrder } from './contract.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** Gives a manager a task. Its text carries the call id: where it hangs on a lead, a later attempt looks there first. */
export async function createReminder(deps: UonDeps, ask: Ask, turn: UonTurn, order: ReminderOrder): Promise<void> {
  const { access, enterprise, options, attempt } = turn;
  if (attempt > 1 && order.leadId !== null) {
    const reminders = await deps.uon.remindersOfLead(access, order.leadId, options);
    if (reminders.some((reminder) => reminder.text.includes(`звонок ${ask.callId})`))) return;
  }
  await deps.uon.createReminder(
    access,
    {
      text: order.text,
      at: epochMsToPbxTime(order.dueAtMs, enterprise.timezone),
      managerId: order.managerId,
      clientId: order.clientId,
      leadId: order.leadId,
    },
    options,
  );
}
