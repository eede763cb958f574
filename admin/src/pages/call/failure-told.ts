import type { FailureWords } from '../../texts/ru/failures.ts';
import type { Texts } from '../../texts/ru.ts';

/** What it means and what can be done; undefined for a failure that this page does not know. */
export function failureTold(type: string | null, { failures }: Pick<Texts, 'failures'>): FailureWords | undefined {
  const known: Readonly<Record<string, FailureWords>> = failures;
  return type === null ? undefined : known[type];
}
