import type { Direction } from './call-facts.ts';

/** How a step of a call went. `skipped` says in `error` why it was not done. */
export type StepStatus = 'done' | 'running' | 'skipped' | 'failed' | 'late';

/** How a failure stands in the journal: its type, by which it is looked up, and what it says. */
export function failureLine({
  type,
  message,
}: {
  readonly type?: string | null | undefined;
  readonly message: string;
}): string {
  return `${type ?? 'error'}: ${message}`;
}

/** A failure as `failureLine` wrote it. */
export interface Failure {
  /** Null where no type is told. */
  readonly type: string | null;
  readonly message: string;
}

/** Reads what `failureLine` wrote; anything else is a message alone. */
export function failureIn(line: string): Failure {
  const [, type, message] = /^([a-z]+(?:-[a-z]+)*): (.*)$/s.exec(line) ?? [];
  return type === undefined ? { type: null, message: line } : { type, message: message ?? '' };
}

/** The type of the failure that ended a step; null where it ended otherwise. */
export function failureCode({ status, error }: Pick<JournalStep, 'status' | 'error'>): string | null {
  return status === 'failed' ? failureIn(error ?? '').type : null;
}

/** One line of a call's story. */
export interface JournalStep {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly status: StepStatus;
  readonly error?: string;
  /** It failed, and a repeat has done it since. */
  readonly mended?: boolean;
}

/** What the journal holds of a call at one moment; a higher version replaces a lower one. */
export interface CallSnapshot {
  readonly callId: string;
  readonly version: number;
  readonly status: 'ringing' | 'talking' | 'ended';
  readonly direction: Direction | null;
  readonly answered: boolean;
  readonly phoneE164: string | null;
  readonly line: string | null;
  readonly extension: string | null;
  readonly managerId: string | null;
  readonly clientId: string | null;
  readonly leadId: string | null;
  readonly durationS: number | null;
  /** The PBX said where its recording lies. */
  readonly hasRecording?: boolean;
  readonly steps: readonly JournalStep[];
  readonly closed: boolean;
}
