import type { Random } from '../../../simulators/pbx/random.ts';
import { shuffled } from '../../../simulators/pbx/random.ts';

export const KINDS = [
  'incoming-answered',
  'incoming-missed',
  'outgoing-answered',
  'outgoing-missed',
  'internal',
  'transfer',
  'hidden',
  'own-number',
  'lone-hangup',
  'no-hangup',
  'late-recording',
  'held-incoming',
  'held-outgoing',
] as const;

export type Kind = (typeof KINDS)[number];

/** A call to be made, or several at once from one number. */
export interface Deal {
  readonly kind: Kind;
  readonly isKnown: boolean;
  readonly isHeld: boolean;
  readonly copies: number;
}

const deal = (kind: Kind, isKnown: boolean, times = 1, copies = 1): Deal[] =>
  Array.from({ length: times }, () => ({ kind, isKnown, isHeld: kind.startsWith('held'), copies }));

/** 25 calls in which everything occurs; a run of many goes through it again and again, shuffled. */
const HAND: readonly Deal[] = [
  ...deal('incoming-answered', false, 3),
  ...deal('incoming-answered', true, 2),
  ...deal('incoming-answered', false, 1, 3),
  ...deal('incoming-missed', false, 2),
  ...deal('incoming-missed', true, 2),
  ...deal('outgoing-answered', false),
  ...deal('outgoing-answered', true),
  ...deal('outgoing-missed', false),
  ...deal('internal', false),
  ...deal('transfer', false),
  ...deal('transfer', true),
  ...deal('hidden', false),
  ...deal('own-number', false),
  ...deal('lone-hangup', true),
  ...deal('no-hangup', false),
  ...deal('late-recording', false),
  ...deal('held-incoming', true),
  ...deal('held-outgoing', false),
];

/** So many calls, of all kinds where there is room for them. */
export function dealKinds(random: Random, calls: number): Deal[] {
  const dealt: Deal[] = [];
  let left = calls;
  while (left > 0) {
    for (const next of shuffled(random, HAND)) {
      if (left <= 0) break;
      const copies = Math.min(next.copies, left);
      dealt.push({ ...next, copies });
      left -= copies;
    }
  }
  return dealt;
}
