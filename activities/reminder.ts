import { epochMsToPbxTime } from '../domain/pbx-time.ts';
import type { Ask } from './contract/asked.ts';
import type { ReminderOrder } from './contract/uon.ts';
import { once } from './effect.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/**
 * Gives a manager a task. Its text carries the call id, by which it is found again where it hangs on a lead; a task that
 * hangs on a client alone can't be looked for, and is rather given twice than not at all.
 */
export async function createReminder(deps: UonDeps, ask: Ask, turn: UonTurn, order: ReminderOrder): Promise<void> {
  const { access, enterprise, options } = turn;
  const { leadId } = order;
  const find = async (lead: string) => {
    const reminders = await deps.uon.remindersOfLead(access, lead, options);
    return reminders.find((reminder) => reminder.text.includes(` ${ask.callId})`)) ?? null;
  };
  await once(deps, ask, turn, {
    effect: 'reminder/create',
    find: leadId === null ? null : () => find(leadId),
    create: (sending) =>
      deps.uon.createReminder(
        access,
        {
          text: order.text,
          at: epochMsToPbxTime(order.dueAtMs, enterprise.timezone),
          managerId: order.managerId,
          clientId: order.clientId,
          leadId,
        },
        sending,
      ),
  });
}
