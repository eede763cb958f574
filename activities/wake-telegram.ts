import type { Client } from '@temporalio/client';
import { telegramNewsFor, WORKFLOW } from '../workflows/names.ts';

/** Tells the workflow of an enterprise's chat that there is news; true: of a call that rings. */
export type WakeTelegram = (enterprise: string, isUrgent: boolean) => void;

/** Within so long news of one enterprise are told together: the workflow reads them in the database. */
const TOGETHER_MS = 300;
const TOLD_WITHIN_MS = 5_000;

/**
 * Nobody waits for it, and nothing depends on it: what was not told is found by whoever looks for news that nobody works on.
 * `onFailure` is told.
 */
export function createWakeTelegram(temporal: Client, onFailure: (error: unknown) => void): WakeTelegram {
  const due = new Map<string, { isUrgent: boolean }>();
  const tell = async (enterprise: string): Promise<void> => {
    const isUrgent = due.get(enterprise)?.isUrgent ?? false;
    due.delete(enterprise);
    await temporal.connection.withDeadline(Date.now() + TOLD_WITHIN_MS, () =>
      temporal.workflow.signalWithStart(WORKFLOW.telegramChat, telegramNewsFor(enterprise, isUrgent)),
    );
  };
  return (enterprise, isUrgent) => {
    const waiting = due.get(enterprise);
    if (waiting) return void (waiting.isUrgent ||= isUrgent);
    due.set(enterprise, { isUrgent });
    setTimeout(() => void tell(enterprise).catch(onFailure), TOGETHER_MS).unref();
  };
}
