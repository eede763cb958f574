import type { JournalRow } from '../../../db/journal-rows.ts';
import type { Journal } from './deps.ts';
import type { CallRow, LiveCall } from './row.ts';

/** The calls of these ids as the page is told them, with their last steps. */
export async function liveCallsOf(
  journal: Pick<Journal, 'rows' | 'managers'>,
  enterprise: string,
  callIds: readonly string[],
): Promise<LiveCall[]> {
  const [rows, managers] = await Promise.all([journal.rows(enterprise, callIds), journal.managers(enterprise)]);
  return rows.map((row) => ({ ...told(row, managers), last_step: row.lastStep }));
}

/** The calls of these ids as the page is told them, in their order. */
export async function callRowsOf(
  journal: Pick<Journal, 'rows' | 'managers'>,
  enterprise: string,
  callIds: readonly string[],
): Promise<CallRow[]> {
  const [rows, managers] = await Promise.all([journal.rows(enterprise, callIds), journal.managers(enterprise)]);
  return rows.map((row) => told(row, managers));
}

function told(row: JournalRow, managers: ReadonlyMap<string, string>): CallRow {
  const { managerId } = row;
  return {
    call_id: row.callId,
    opened_at: row.openedAt.toISOString(),
    status: row.status,
    direction: row.direction,
    answered: row.answered,
    phone: row.phoneE164,
    name: row.name,
    line: row.line,
    extension: row.extension,
    manager: managerId === null ? null : { id: managerId, name: managers.get(managerId) ?? null },
    duration_s: row.durationS,
    failed_steps: row.failedSteps,
    has_recording: row.hasRecording,
    closed: row.isClosed,
    forgotten: row.isForgotten,
  };
}
