import { between, pick, type Random } from '../../../simulators/pbx/random.ts';
import { shuffled } from '../../../simulators/pbx/random.ts';

/** The processes that are killed, by the names under which they run. */
export const VICTIMS = {
  api: ['api 1', 'api 2'],
  calls: ['worker calls 1', 'worker calls 2'],
  uon: ['worker uon 1', 'worker uon 2'],
  temporal: ['temporal'],
  postgres: ['postgres'],
} as const;

export type Victim = keyof typeof VICTIMS;

/** One or all processes of a kind die at once and come back after `downMs`. */
export interface PlannedKill {
  readonly atMs: number;
  readonly names: readonly string[];
  readonly downMs: number;
}

const FIRST_MS = 4_000;
const APART_MS = 8_500;

/** Every kind in turn, in an order of its own each time round. */
export function planKills({ random, lengthMs }: { random: Random; lengthMs: number }): PlannedKill[] {
  const kinds = Object.keys(VICTIMS).filter((name): name is Victim => name in VICTIMS);
  const count = Math.max(kinds.length, Math.round(lengthMs / APART_MS));
  const rounds = Array.from({ length: Math.ceil(count / kinds.length) }, () => shuffled(random, kinds)).flat();
  const apartMs = (lengthMs - FIRST_MS) / count;
  return rounds.slice(0, count).map((kind, index) => ({
    atMs: Math.round(FIRST_MS + apartMs * (index + random() * 0.8)),
    names: pickNames(random, VICTIMS[kind]),
    downMs: between(random, 200, kind === 'postgres' || kind === 'temporal' ? 3_000 : 5_000),
  }));
}

/** Mostly one of two; a quarter of the times both, so that nobody is left. */
function pickNames(random: Random, names: readonly string[]): readonly string[] {
  return random() < 0.25 ? names : [pick(random, names)];
}
