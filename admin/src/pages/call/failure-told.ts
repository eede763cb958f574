import type { FailureWords } from '../../texts/ru/failures.ts';
import type { Texts } from '../../texts/ru.ts';

/** A failed step's type, and the journal's own words. */
export interface Failure {
  /** Null where the journal tells none. */
  readonly type: string | null;
  readonly message: string;
}

/** Reads what `failureLine` of the journal wrote. */
export function failureOf(error: string): Failure {
  const [, type, message] = /^([a-z]+(?:-[a-z]+)*): (.+)$/s.exec(error) ?? [];
  return type === undefined ? { type: null, message: error } : { type, message: message ?? '' };
}

/** What it means and what can be done; undefined for a failure that this page does not know. */
export function failureTold(type: string | null, { failures }: Pick<Texts, 'failures'>): FailureWords | undefined {
  const known: Readonly<Record<string, FailureWords>> = failures;
  return type === null ? undefined : known[type];
}
