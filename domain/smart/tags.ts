import type { Client } from '../uon-shapes.ts';
import type { CallerTag } from './words.ts';

/** What is known of a caller beside the name. */
export interface CallerStanding {
  /** In U-ON, or in our own list; null: nobody is known. */
  readonly kind: Client['kind'] | null;
  /** U-ON itself says that it knows nobody. */
  readonly isNew: boolean;
  readonly hasActiveLead: boolean;
  readonly hasActiveRequest: boolean;
  readonly wasMissed: boolean;
}

/** What each tag adds to the priority: one that counts more outweighs all that count less. docs/smart.md has the same table. */
const WEIGHTS: Readonly<Partial<Record<CallerTag, number>>> = {
  active_request: 8,
  active_lead: 4,
  missed_before: 2,
  client: 1,
  company: 1,
  agency: 1,
};

export function callerTags({
  kind,
  isNew,
  hasActiveLead,
  hasActiveRequest,
  wasMissed,
}: CallerStanding): readonly CallerTag[] {
  const who: CallerTag | null = kind === 'person' ? 'client' : kind;
  return [
    ...(who ? [who] : []),
    ...(isNew && !who ? (['new'] as const) : []),
    ...(hasActiveRequest ? (['active_request'] as const) : []),
    ...(hasActiveLead ? (['active_lead'] as const) : []),
    ...(wasMissed ? (['missed_before'] as const) : []),
  ];
}

/** 0 to 15: the higher, the sooner the call is to be answered. */
export function priorityOf(tags: readonly CallerTag[]): number {
  return tags.reduce((sum, tag) => sum + (WEIGHTS[tag] ?? 0), 0);
}
