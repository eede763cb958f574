import type { CountedRow } from '../../db/health/store.ts';
import { addCounts, type CountName, type Counts } from '../../domain/health/counts.ts';
import { addDelays, delayStep, NO_DELAYS, type Delays } from '../../domain/health/delays.ts';
import { enterpriseIn, PLACE } from '../../domain/health/places.ts';

/** What this process counts, in its memory, until it is told (`takeRows`). All of it in microseconds; nothing throws. */
export interface Tally {
  /** Of an enterprise, where one is known, and of the installation. */
  count(enterprise: string | null, name: CountName): void;
  popupShown(enterprise: string, delayMs: number): void;
  stepFailed(enterprise: string, why: string): void;
  /** A request to U-ON left at `leftAtMs` (epoch): for an enterprise, of an account. */
  requestLeft(account: string, enterprise: string | null, leftAtMs: number): void;
  /** What became of it. */
  requestOver(account: string, enterprise: string | null, name: CountName): void;
  /** The process was up this minute, also if there was nothing to count. */
  alive(): void;
  /** All rows that were counted since the last time. */
  takeRows(): readonly CountedRow[];
}

interface Cell {
  counts: Partial<Record<CountName, number>>;
  delays: number[] | null;
  seconds: number[] | null;
  failedSteps: Record<string, number> | null;
}

export interface TallyOptions {
  readonly now?: () => number;
  /** Told of each count that had no room. */
  readonly onLost?: () => void;
  /** Rows at most: far above what enterprises and accounts there are, in the minutes of an outage. */
  readonly room?: number;
}

const MINUTE_MS = 60_000;
/** Types of failures are a list in the code; whatever else comes must not grow without end. */
const MOST_REASONS = 50;

export function createTally({ now = Date.now, onLost = () => undefined, room = 20_000 }: TallyOptions = {}): Tally {
  let cells = new Map<string, Cell>();

  const cellOf = (place: string, atMs = now()): Cell | null => {
    const key = `${Math.floor(atMs / MINUTE_MS)} ${place}`;
    const known = cells.get(key);
    if (known) return known;
    if (cells.size >= room) {
      onLost();
      return null;
    }
    const cell: Cell = { counts: {}, delays: null, seconds: null, failedSteps: null };
    cells.set(key, cell);
    return cell;
  };
  const each = (places: readonly string[], change: (cell: Cell) => void, atMs?: number): void => {
    for (const place of places) {
      const cell = cellOf(place, atMs);
      if (cell) change(cell);
    }
  };
  const add = (places: readonly string[], name: CountName, atMs?: number): void =>
    each(places, ({ counts }) => (counts[name] = (counts[name] ?? 0) + 1), atMs);

  return {
    count: (enterprise, name) => add(placesOf(enterprise), name),
    popupShown: (enterprise, delayMs) => {
      const step = delayStep(delayMs);
      add(placesOf(enterprise), 'popups_sent');
      each(placesOf(enterprise), (cell) => increase((cell.delays ??= [...NO_DELAYS]), step));
    },
    stepFailed: (enterprise, why) => {
      add(placesOf(enterprise), 'steps_failed');
      each(placesOf(enterprise), (cell) => {
        const known = (cell.failedSteps ??= {});
        const name = Object.hasOwn(known, why) || Object.keys(known).length < MOST_REASONS ? why : 'other';
        known[name] = (known[name] ?? 0) + 1;
      });
    },
    requestLeft: (account, enterprise, leftAtMs) => {
      const places = [PLACE.account(account), ...placesOf(enterprise)];
      add(places, 'uon_sent', leftAtMs);
      const second = Math.floor((leftAtMs % MINUTE_MS) / 1_000);
      each(places, (cell) => increase((cell.seconds ??= Array.from({ length: 60 }, () => 0)), second), leftAtMs);
    },
    requestOver: (account, enterprise, name) => add([PLACE.account(account), ...placesOf(enterprise)], name),
    alive: () => void cellOf(PLACE.installation),
    takeRows: () => {
      const taken = [...cells].map(([key, cell]) => rowOf(key, cell));
      cells = new Map();
      return [...taken, ...byTens(taken)];
    },
  };
}

function placesOf(enterprise: string | null): readonly string[] {
  return enterprise === null ? [PLACE.installation] : [PLACE.enterprise(enterprise), PLACE.installation];
}

function increase(list: number[], index: number): void {
  list[index] = (list[index] ?? 0) + 1;
}

function rowOf(key: string, { counts, delays, seconds, failedSteps }: Cell): CountedRow {
  const blank = key.indexOf(' ');
  const start = new Date(Number(key.slice(0, blank)) * MINUTE_MS);
  return { place: key.slice(blank + 1), span: 1, start, counts, popupDelays: delays, seconds, failedSteps };
}

/** The rows of enterprises added up by ten minutes: all of them are read at once by these. */
function byTens(rows: readonly CountedRow[]): readonly CountedRow[] {
  const tens = new Map<string, { place: string; start: Date; counts: Counts; delays: Delays | null }>();
  for (const { place, start, counts, popupDelays } of rows) {
    if (enterpriseIn(place) === null) continue;
    const at = new Date(Math.floor(start.getTime() / (10 * MINUTE_MS)) * 10 * MINUTE_MS);
    const key = `${at.getTime()} ${place}`;
    const before = tens.get(key);
    tens.set(key, {
      ...{ place, start: at, counts: addCounts(before?.counts ?? {}, counts) },
      delays: popupDelays ? addDelays(before?.delays ?? NO_DELAYS, popupDelays) : (before?.delays ?? null),
    });
  }
  return [...tens.values()].map(({ delays, ...row }) => {
    return { ...row, span: 10 as const, popupDelays: delays, seconds: null, failedSteps: null };
  });
}
