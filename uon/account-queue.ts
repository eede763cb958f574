import { compareUrgency, isLive } from '../domain/request-class.ts';
import type { RequestClass } from '../domain/request-class.ts';
import type { Grant, SlotGrants } from '../domain/slot-grants.ts';
import { NoSlotError } from './no-slot-error.ts';

export interface QueueEntry {
  requestClass: RequestClass;
  /** Lower came earlier. */
  arrival: number;
  marginMs: number;
  signal?: AbortSignal | undefined;
}

export interface AccountQueue {
  /**
   * Waits for a slot. Throws when the signal aborts (the entry leaves the queue), the grants can't be asked, or the account
   * is in trouble (NoSlotError). Who gets a slot says `left` when the request is over, or the slot was given back.
   */
  join(entry: QueueEntry): Promise<Grant>;
  /** A request of this account is over. */
  left(): void;
}

/** How much of one account a process takes on, so that an account that is slow or has much to do leaves room to others. */
export interface QueueBounds {
  /** Requests that wait, of one class or better; live ones always may. */
  readonly waiting: number;
  /** Requests under way. */
  readonly underWay: number;
  /** Of them, those that are not live. */
  readonly underWayPatient: number;
}

interface Dependencies {
  account: string;
  grants: SlotGrants;
  bounds: QueueBounds;
  giveBack: (grant: Grant, requestClass: RequestClass) => Promise<void>;
  /** The account is in trouble: whoever comes within `ms` need not ask. */
  onTrouble: (reason: 'ERR_PAUSED' | 'ERR_STOPPED', ms: number) => void;
  /** Nobody waits any more and nothing is under way: whoever holds this queue lets go of it before anyone may join. */
  onIdle: () => void;
}

interface Waiter extends QueueEntry {
  resolve: (grant: Grant) => void;
  reject: (reason: Error) => void;
}

/** The requests of one account that wait in this process. Only the best of them asks; a better arrival asks at once. */
export function createAccountQueue(dependencies: Dependencies): AccountQueue {
  const { account, grants, bounds, giveBack, onTrouble, onIdle } = dependencies;
  const waiting: Waiter[] = [];
  let underWay = 0;
  let asking = false;
  let waitsForRoom = false;
  let wake: (() => void) | undefined;

  const join = (entry: QueueEntry): Promise<Grant> => {
    if (entry.signal?.aborted || isFull(waiting, entry, bounds)) {
      letGoIfIdle();
      return Promise.reject(entry.signal?.aborted ? aborted() : new NoSlotError('ERR_BUSY'));
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

  const left = (): void => {
    underWay -= 1;
    if (waitsForRoom) wake?.();
    letGoIfIdle();
  };

  const letGoIfIdle = (): void => {
    if (!asking && underWay === 0) onIdle();
  };

  /** Runs while somebody waits; never throws. */
  const serve = async (): Promise<void> => {
    asking = true;
    for (let head = waiting[0]; head !== undefined; head = waiting[0]) {
      try {
        if (hasRoom(head)) await ask(head);
        else await waitForRoom();
      } catch (error) {
        sendAway(error instanceof Error ? error : new Error('The limiter could not be asked'));
      }
    }
    asking = false;
    letGoIfIdle();
  };

  const hasRoom = ({ requestClass }: Waiter): boolean =>
    underWay < (isLive(requestClass) ? bounds.underWay : bounds.underWayPatient);

  const ask = async (head: Waiter): Promise<void> => {
    const answer = await grants.take(account, head.requestClass, head.marginMs);
    switch (answer.kind) {
      case 'granted': {
        // Whoever is the best by now: the asker may have left, or a better one come.
        const best = waiting.shift();
        if (!best) return giveBack(answer.grant, head.requestClass);
        underWay += 1;
        return best.resolve(answer.grant);
      }
      case 'wait':
        // One that came while the question was under way is asked for at once.
        if (waiting[0] === undefined || isBetter(waiting[0], head)) return;
        return pause(answer.waitMs);
      case 'paused':
      case 'stopped': {
        const reason = answer.kind === 'paused' ? 'ERR_PAUSED' : 'ERR_STOPPED';
        onTrouble(reason, answer.waitMs);
        return sendAway(new NoSlotError(reason));
      }
    }
  };

  const waitForRoom = async (): Promise<void> => {
    waitsForRoom = true;
    await pause();
    waitsForRoom = false;
  };

  /** Until so long has passed, a better one comes, or nobody waits any more. */
  const pause = async (ms?: number): Promise<void> => {
    await new Promise<void>((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, Math.ceil(ms));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wake = undefined;
  };

  const sendAway = (reason: Error): void => {
    for (const waiter of waiting.splice(0)) waiter.reject(reason);
  };

  return { join, left };
}

/** Each class has room of its own behind the better ones, so that what is urgent is not turned away by what is not. */
function isFull(waiting: readonly Waiter[], entry: QueueEntry, bounds: QueueBounds): boolean {
  if (isLive(entry.requestClass)) return false;
  const ahead = waiting.filter((other) => compareUrgency(other.requestClass, entry.requestClass) <= 0);
  return ahead.length >= bounds.waiting;
}

function insert(waiting: Waiter[], waiter: Waiter): void {
  const at = waiting.findIndex((other) => isBetter(waiter, other));
  waiting.splice(at === -1 ? waiting.length : at, 0, waiter);
}

function isBetter(one: QueueEntry, other: QueueEntry): boolean {
  const difference = compareUrgency(one.requestClass, other.requestClass);
  return difference < 0 || (difference === 0 && one.arrival < other.arrival);
}

function aborted(): Error {
  return new Error('Aborted while waiting for a slot of the limiter');
}
