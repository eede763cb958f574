import { pick, type Random } from '../../../simulators/pbx/random.ts';
import { ARCHIVED_STATUS, OPEN_STATUS } from './agencies.ts';

export interface KnownLead {
  readonly id: number;
  readonly status: number;
  readonly managerId: number | null;
  readonly createdAt: string;
}

/** A client whom U-ON knows before the run. */
export interface KnownClient {
  readonly id: number;
  readonly digits: string;
  readonly managerId: number | null;
  readonly leads: readonly KnownLead[];
}

/** A client in one of the situations of the table of actions. `place` keeps ids apart. */
export function planClient(random: Random, place: number, digits: string): KnownClient {
  const lead = (nth: number, status: number): KnownLead => ({
    id: 10_000 + place * 10 + nth,
    status,
    managerId: random() < 0.3 ? 9 : null,
    createdAt: `2025-09-0${nth} 10:00:00`,
  });
  const situation = pick(random, ['none', 'archived', 'open', 'both'] as const);
  const leads = {
    none: () => [],
    archived: () => [lead(1, ARCHIVED_STATUS)],
    open: () => [lead(1, OPEN_STATUS), lead(2, OPEN_STATUS)],
    both: () => [lead(1, OPEN_STATUS), lead(2, ARCHIVED_STATUS)],
  };
  const managerId = random() < 0.4 ? 4 : null;
  return { id: 1_000 + place, digits, managerId, leads: leads[situation]() };
}
