import { performance } from 'node:perf_hooks';

import { NoSlotError, type NoSlotReason } from './no-slot-error.ts';

/** What a process was told of accounts in trouble: while that counts, nobody asks the database. */
export interface TroubleMemory {
  note(account: string, reason: NoSlotReason, forMs: number): void;
  /** @throws NoSlotError while the account is known to be in trouble */
  check(account: string): void;
}

export function createTroubleMemory(now: () => number = () => performance.now()): TroubleMemory {
  const troubles = new Map<string, { readonly reason: NoSlotReason; readonly until: number }>();
  return {
    note: (account, reason, forMs) => void troubles.set(account, { reason, until: now() + forMs }),
    check: (account) => {
      const trouble = troubles.get(account);
      if (!trouble) return;
      if (now() < trouble.until) throw new NoSlotError(trouble.reason);
      troubles.delete(account);
    },
  };
}
