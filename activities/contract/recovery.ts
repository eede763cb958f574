import type { FinishedCall } from '../../domain/finished-call.ts';
import type { CallSnapshot } from '../../domain/journal.ts';

/** A call of a recovery that is to be done. */
export interface RecoveredCall {
  /** In the recovery. */
  readonly position: number;
  readonly call: FinishedCall;
  /** What of its journal may be written. */
  readonly journal: 'whole' | 'lines' | 'none';
}

/** How it ended; `failed`: why, where not all was done. */
export interface EndedRecoveredCall extends Pick<RecoveredCall, 'position' | 'journal'> {
  readonly failed: string | null;
  readonly snapshot: Omit<CallSnapshot, 'version'>;
}

/** Which recovery. */
export interface RecoveryKey {
  readonly enterprise: string;
  readonly recoveryId: string;
}

/** The calls of a recovery, on the queue `calls`. */
export interface RecoveryActivities {
  /** The next numbers that have calls to do, in their order. */
  nextNumbers(key: RecoveryKey, after: string): Promise<readonly string[]>;
  /**
   * Takes the next calls of a number, the earliest first; those that there is nothing to do for in U-ON are ended by that.
   * `hasMore`: there may be more.
   */
  takeCalls(key: RecoveryKey, number: string): Promise<{ calls: readonly RecoveredCall[]; hasMore: boolean }>;
  endCalls(key: RecoveryKey, ended: readonly EndedRecoveredCall[]): Promise<void>;
  endRecovery(key: RecoveryKey): Promise<void>;
}
