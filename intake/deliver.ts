import { markDelivered, type InboxRow } from '../db/inbox.ts';
import { createFairTurns } from './fair-turns.ts';
import { createPace } from './pace.ts';
import { signalCall, type SignalDeps } from './signal-call.ts';
import { saysAway } from './temporal-away.ts';

export interface DeliverDeps extends SignalDeps {
  /** Told of what could not be signalled now; it stays in the inbox, and the sweeper tries again. */
  readonly onFailure: (error: unknown, rows: readonly InboxRow[]) => void;
}

/** What delivery tells whoever counts. Must not throw. */
export interface DeliveryMetrics {
  /** The sweeper took so many events up. */
  swept(events: number): void;
  /** A signal failed. */
  failed(): void;
}

/** Signals accepted events to their calls' workflows, those of one call one after the other and in their order. */
export interface Deliverer {
  /**
   * Hands events on; settles when they were signalled (true) or some failed to be. While Temporal is away they stay in the
   * inbox, unless `probe` asks to try.
   */
  deliver(rows: readonly InboxRow[], options?: { readonly probe?: boolean }): Promise<boolean>;
  /** Temporal did not answer the last signal. */
  readonly isAway: boolean;
}

/** Events of one call that this process signals. */
interface Line {
  readonly ids: Set<number>;
  readonly next: InboxRow[];
  /** Tried though Temporal is away. */
  readonly isProbe: boolean;
  ended: Promise<boolean>;
}

/** So that a signal stays below Temporal's 2 MB, whatever a PBX sends. */
const EVENTS_A_SIGNAL = 10;
/**
 * A burst must not take the machine from the events that are still to be taken: on two cores with 100 events a second, these
 * were acknowledged in 15 ms with one signal under way and in 150 with 16. What finds no place stays in the inbox, and memory
 * stays bounded.
 */
const AT_ONCE = { most: 16, room: 1_000 };

export function createDeliverer(deps: DeliverDeps): Deliverer {
  const lines = new Map<string, Line>();
  const pace = createPace(AT_ONCE);
  const turns = createFairTurns({ limit: () => pace.limit, room: AT_ONCE.room });
  let isAway = false;

  const join = (key: string, rows: readonly InboxRow[], isProbe: boolean): Promise<boolean> => {
    const known = lines.get(key);
    const line = known ?? { ids: new Set(), next: [], isProbe, ended: Promise.resolve(true) };
    for (const row of rows.filter(({ id }) => !line.ids.has(id))) {
      line.ids.add(row.id);
      line.next.push(row);
    }
    if (known) return known.ended;
    lines.set(key, line);
    line.ended = turns.enter(rows[0]?.enterprise ?? '', () => drain(key, line)).catch(() => leave(key));
    return line.ended;
  };

  /** What is left in the inbox the sweeper takes up. */
  const leave = (key: string): false => {
    lines.delete(key);
    return false;
  };

  /** Ends at the first failure: what is behind it must not overtake it, and the next event or sweep brings all of it. */
  const drain = async (key: string, line: Line): Promise<boolean> => {
    if (isAway && !line.isProbe) return leave(key);
    let rows: readonly InboxRow[] = [];
    try {
      for (rows = line.next.splice(0, EVENTS_A_SIGNAL); rows.length > 0; rows = line.next.splice(0, EVENTS_A_SIGNAL)) {
        const from = performance.now();
        const { delivered, late } = await signalCall(deps, rows);
        pace.took(performance.now() - from);
        isAway = false;
        await markDelivered(deps.pool, delivered, 'delivered');
        if (late.length > 0) await markDelivered(deps.pool, late, 'late');
      }
      return true;
    } catch (error) {
      isAway = saysAway(error) ?? isAway;
      deps.onFailure(error, rows);
      return false;
    } finally {
      lines.delete(key);
    }
  };

  return {
    get isAway() {
      return isAway;
    },
    async deliver(rows, { probe = false } = {}) {
      if (isAway && !probe) return false;
      const byCall = Map.groupBy(rows, (row) => `${row.enterprise}/${row.callId}`);
      const ended = await Promise.all([...byCall].map(([key, ofCall]) => join(key, ofCall, probe)));
      return ended.every(Boolean);
    },
  };
}
