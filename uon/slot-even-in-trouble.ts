import { setTimeout as pause } from 'node:timers/promises';

import type { RequestClass } from '../domain/request-class.ts';
import type { Grant, SlotGrants } from '../domain/slot-grants.ts';

interface Asking {
  readonly account: string;
  readonly requestClass: RequestClass;
  readonly marginMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits for a slot of an account, whatever its trouble is. Calls go first all the same: of those who ask, `grants` puts the
 * better class first, over all processes. Throws when the signal aborts or the grants can't be asked.
 */
export async function slotEvenInTrouble(
  grants: SlotGrants,
  { account, requestClass, marginMs, signal }: Asking,
): Promise<Grant> {
  for (;;) {
    signal?.throwIfAborted();
    const answer = await grants.take(account, requestClass, marginMs, { evenInTrouble: true });
    if (answer.kind === 'granted') return answer.grant;
    await pause(Math.ceil(answer.waitMs), undefined, signal && { signal });
  }
}
