import { atMs, type PbxEvent } from '../../../simulators/pbx/pbx-event.ts';
import { between, pick, type Random } from '../../../simulators/pbx/random.ts';

export type Disorder = 'none' | 'twice' | 'late' | 'jittered' | 'burst';

const ODDS: readonly Disorder[] = [
  ...Array<Disorder>(10).fill('none'),
  ...Array<Disorder>(4).fill('twice'),
  ...Array<Disorder>(2).fill('late'),
  ...Array<Disorder>(2).fill('jittered'),
  ...Array<Disorder>(2).fill('burst'),
];

/** Later than this nothing comes that came too late by the plan: well within the settle time. */
const LATEST_MS = 1_500;

export function pickDisorder(random: Random): Disorder {
  return pick(random, ODDS);
}

/** Moves events in time by their `at`, which is not part of what is posted, and repeats some. */
export function disorder(random: Random, kind: Disorder, events: readonly PbxEvent[]): PbxEvent[] {
  const first = events[0];
  if (first === undefined) return [];
  const moved = (event: PbxEvent, byMs: number) => ({ ...event, at: writeAt(atMs(event) + byMs) });
  switch (kind) {
    case 'none':
      return [...events];
    case 'twice':
      return inOrder(
        events.flatMap((event) =>
          random() < 0.5 ? [event, ...repeats(random).map((ms) => moved(event, ms))] : [event],
        ),
      );
    case 'late': {
      const late = between(random, 0, events.length - 1);
      return inOrder(
        events.map((event, index) => (index === late ? moved(event, between(random, 300, LATEST_MS)) : event)),
      );
    }
    case 'jittered':
      return inOrder(events.map((event) => moved(event, between(random, 0, LATEST_MS))));
    case 'burst':
      return inOrder(events.map((event) => ({ ...event, at: writeAt(atMs(first) + between(random, 0, LATEST_MS)) })));
  }
}

function repeats(random: Random): number[] {
  return Array.from({ length: between(random, 1, 2) }, () => between(random, 0, 2_500));
}

function inOrder(events: PbxEvent[]): PbxEvent[] {
  return events.toSorted((a, b) => atMs(a) - atMs(b));
}

function writeAt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 'yyyy-mm-dd hh:mm:ss.mmm'.length).replace('T', ' ');
}
