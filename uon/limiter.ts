import { performance } from 'node:perf_hooks';

import type { RequestClass } from '../domain/request-class.ts';
import type { AccountChange, Grant, Outcome, SlotGrants } from '../domain/slot-grants.ts';
import { createAccountQueue, type AccountQueue, type QueueBounds } from './account-queue.ts';
import { slotEvenInTrouble } from './slot-even-in-trouble.ts';
import { createTroubleMemory } from './trouble-memory.ts';

/** What the limiter tells whoever counts. Called synchronously; must not throw. */
export interface LimiterMetrics {
  /** A request leaves; `waitedMs` since it joined the queue. */
  granted?(requestClass: RequestClass, waitedMs: number): void;
  /** A slot was not used: too old when the request could leave, or nobody wanted it any more. */
  givenBack?(requestClass: RequestClass): void;
  /** A slot could not be given back, and counts as used, or could not be moved. */
  giveBackFailed?(): void;
  /** A request left later than its slot allowed, and the slot was moved. */
  leftLate?(): void;
}

export interface Limiter {
  /** Joins the account's queue; the place by arrival is kept until the turn ends. */
  turn(account: string, requestClass: RequestClass, how?: TurnOptions): Turn;
  /** Nobody sends to this account for so long, in any process. */
  hold(account: string, durationMs: number): Promise<void>;
  /** What a request that left says of its account. */
  report(account: string, outcome: Outcome): Promise<AccountChange | null>;
  /** Accounts somebody waits for. */
  readonly waitingAccounts: number;
  /** Settles once nobody waits and every slot that nobody used is given back: then the database may be let go of. */
  idle(): Promise<void>;
}

export interface TurnOptions {
  signal?: AbortSignal | undefined;
  /** Waits for the limit alone: no trouble of the account, and nobody who waits in this process, keeps it from asking. */
  evenInTrouble?: boolean | undefined;
}

/** One request's place under the limit. */
export interface Turn {
  /**
   * Waits until the request may leave. Throws when the signal aborts or the database can't be asked, and NoSlotError
   * where the account is in trouble.
   */
  wait(): Promise<void>;
  /**
   * Right before sending: is the slot still young enough? If not it is given back, and the request has to `wait`
   * again, ahead of those that came later.
   */
  confirm(): Promise<boolean>;
  /**
   * Once it was sent: where that was later than the slot allows (the process stood still in between), the slot is moved, so
   * that the limit holds all the same.
   */
  sent(): void;
  /** The account is in trouble: an answer is to be reported too. Known once it is confirmed. */
  readonly watched: boolean;
  /** The request is over, or will not leave: gives back a slot that was not confirmed. Safe to call always. */
  end(): Promise<void>;
}

/** A request leaves at most this long after its slot was decided... */
const MARGIN_MS = 15;
/**
 * ... unless it was too late for that before: then it asks for twice as much, at the cost of the account's pace, so
 * that a machine too slow for 15 ms sends slowly and not never.
 */
const WIDEST_MARGIN_MS = 240;

const UNBOUNDED: QueueBounds = { waiting: Infinity, underWay: Infinity, underWayPatient: Infinity };

interface LimiterOptions {
  grants: SlotGrants;
  metrics?: LimiterMetrics;
  /** None unless told. */
  bounds?: QueueBounds;
}

/**
 * The waiting room of one process: of each account only the best waiting request asks `grants`, best by class, then by
 * arrival. Accounts nobody waits for take no memory.
 */
export function createLimiter({ grants, metrics, bounds = UNBOUNDED }: LimiterOptions): Limiter {
  const queues = new Map<string, AccountQueue>();
  const troubles = createTroubleMemory();
  const whenIdle: (() => void)[] = [];
  let arrivals = 0;

  const queueOf = (account: string): AccountQueue => {
    const known = queues.get(account);
    if (known) return known;
    const giveBack = (grant: Grant, requestClass: RequestClass): Promise<void> => unused(account, grant, requestClass);
    const queue = createAccountQueue({
      account,
      grants,
      bounds,
      giveBack,
      onTrouble: (reason, ms) => troubles.note(account, reason, ms),
      onIdle: () => {
        queues.delete(account);
        if (queues.size === 0) for (const settle of whenIdle.splice(0)) settle();
      },
    });
    queues.set(account, queue);
    return queue;
  };

  const unused = async (account: string, grant: Grant, requestClass: RequestClass): Promise<void> => {
    metrics?.givenBack?.(requestClass);
    // A slot that stays taken costs an eighth of a second's pace; a request must not fail for it.
    await grants.giveBack(account, grant).catch(() => metrics?.giveBackFailed?.());
  };

  const moveIfLate = async (account: string, grant: Grant): Promise<void> => {
    const lateMs = performance.now() - grant.earliestAt - grant.marginMs;
    if (lateMs <= 0) return;
    metrics?.leftLate?.();
    await grants.postpone(account, grant, lateMs).catch(() => metrics?.giveBackFailed?.());
  };

  const turn: Limiter['turn'] = (account, requestClass, { signal, evenInTrouble = false } = {}) => {
    const arrival = arrivals++;
    const joinedAt = performance.now();
    let marginMs = MARGIN_MS;
    let held: Grant | undefined;
    let queue: AccountQueue | undefined;
    let leaving: Grant | undefined;
    let moved: Promise<void> | undefined;
    let watched = false;
    const letGo = async (): Promise<void> => {
      const grant = held;
      held = undefined;
      queue?.left();
      queue = undefined;
      if (grant) await unused(account, grant, requestClass);
    };
    const join = async (): Promise<void> => {
      if (evenInTrouble) {
        held = await slotEvenInTrouble(grants, { account, requestClass, marginMs, signal });
        return;
      }
      troubles.check(account);
      const joined = queueOf(account);
      held = await joined.join({ requestClass, arrival, marginMs, signal });
      queue = joined;
    };
    return {
      wait: async () => {
        if (!held) await join();
      },
      confirm: async () => {
        const now = performance.now();
        if (held === undefined) return false;
        if (now - held.earliestAt > held.marginMs) {
          marginMs = Math.min(marginMs * 2, WIDEST_MARGIN_MS);
          await letGo();
          return false;
        }
        ({ watched } = held);
        leaving = held;
        held = undefined;
        metrics?.granted?.(requestClass, now - joinedAt);
        return true;
      },
      sent: () => {
        if (leaving) moved = moveIfLate(account, leaving);
        leaving = undefined;
      },
      get watched() {
        return watched;
      },
      end: async () => {
        await moved;
        await letGo();
      },
    };
  };

  return {
    turn,
    hold: (account, durationMs) => grants.hold(account, durationMs),
    report: (account, outcome) => grants.report(account, outcome),
    get waitingAccounts() {
      return queues.size;
    },
    idle: async () => {
      if (queues.size > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
    },
  };
}
