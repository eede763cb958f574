import { PRIORITY } from '../domain/request-class.ts';
import type { RequestClass } from '../domain/request-class.ts';
import type { Grant, SlotGrants } from '../domain/slot-grants.ts';

export interface QueueEntry {
  requestClass: RequestClass;
  /** Lower came earlier. */
  arrival: number;
  marginMs: number;
  signal?: AbortSignal | undefined;
}

export interface AccountQueue {
  /** Waits for a slot. Throws when the signal aborts (the entry leaves the queue) or the grants can't be asked. */
  join(entry: QueueEntry): Promise<Grant>;
}

interface Dependencies {
  account: string;
  grants: SlotGrants;
  giveBack: (grant: Grant, requestClass: RequestClass) => Promise<void>;
  /** Nobody waits any more: whoever holds this queue lets go of it before anyone else may join. */
  onIdle: () => void;
}

interface Waiter extends QueueEntry {
  resolve: (grant: Grant) => void;
  reject: (reason: Error) => void;
}

/** The requests of one account that wait in this process. Only the best of them asks; a better arrival asks at once. */
export function createAccountQueue({ account, grants, giveBack, onIdle }: Dependencies): AccountQueue {
  const waiting: Waiter[] = [];
  let asking = false;
  let wake: (() => void) | undefined;

  const join = (entry: QueueEntry): Promise<Grant> => {
    if (entry.signal?.aborted) {
      if (!asking) onIdle();
      return Promise.reject(aborted());
    }
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        ...entry,
        resolve: (grant) => {
          entry.signal?.removeEventListener('abort', leave);
          resolve(grant);
        },
        reject: (reason) => {
          entry.signal?.removeEventListener('abort', leave);
          reject(reason);
        },
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(waiter), 1);
        waiter.reject(aborted());
        if (waiting.length === 0) wake?.();
      };
      entry.signal?.addEventListener('abort', leave, { once: true });
      insert(waiting, waiter);
      if (waiting[0] === waiter) wake?.();
      if (!asking) void serve();
    });
  };

  /** Runs while somebody waits; never throws. */
  const serve = async (): Promise<void> => {
    asking = true;
    for (let head = waiting[0]; head !== undefined; head = waiting[0]) {
      try {
        await ask(head);
      } catch (error) {
        const reason = error instanceof Error ? error : new Error('The limiter could not be asked');
        for (const waiter of waiting.splice(0)) waiter.reject(reason);
      }
    }
    asking = false;
    onIdle();
  };

  const ask = async (head: Waiter): Promise<void> => {
    const answer = await grants.take(account, head.requestClass, head.marginMs);
    if (answer.kind === 'granted') {
      // Whoever is the best by now: the asker may have left, or a better one come.
      const best = waiting.shift();
      if (best) best.resolve(answer.grant);
      else await giveBack(answer.grant, head.requestClass);
      return;
    }
    // One that came while the question was under way is asked for at once.
    if (waiting[0] === undefined || isBetter(waiting[0], head)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.ceil(answer.waitMs));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wake = undefined;
  };

  return { join };
}

function insert(waiting: Waiter[], waiter: Waiter): void {
  const at = waiting.findIndex((other) => isBetter(waiter, other));
  waiting.splice(at === -1 ? waiting.length : at, 0, waiter);
}

function isBetter(one: QueueEntry, other: QueueEntry): boolean {
  const difference = PRIORITY[one.requestClass] - PRIORITY[other.requestClass];
  return difference < 0 || (difference === 0 && one.arrival < other.arrival);
}

function aborted(): Error {
  return new Error('Aborted while waiting for a slot of the limiter');
}
