import type { Texts } from '../../texts/ru.ts';

/** How a call went, at a glance. */
export interface CallResult {
  readonly result: keyof Texts['calls']['results'];
  readonly color: 'green' | 'red' | 'gray' | 'blue' | 'indigo';
}

export interface CallStanding {
  readonly status: 'ringing' | 'talking' | 'ended';
  readonly direction: 'incoming' | 'outgoing' | 'internal' | null;
  readonly answered: boolean;
}

/** Missed is only who called us and did not get through; of a call of ours nobody answered. */
export function callResult({ status, direction, answered }: CallStanding): CallResult {
  if (status === 'ringing') return { result: 'ringing', color: 'blue' };
  if (status === 'talking') return { result: 'talking', color: 'indigo' };
  if (answered) return { result: 'answered', color: 'green' };
  return direction === 'incoming' ? { result: 'missed', color: 'red' } : { result: 'unanswered', color: 'gray' };
}
