import { createNumbers } from './belarus-numbers.ts';
import type { CallKind } from './call-script.ts';
import { generateCall } from './generate-call.ts';
import type { GeneratedCall } from './generate-call.ts';
import type { PbxClock } from './pbx-time.ts';
import { between, pick, seededRandom, shuffled } from './random.ts';
import { createUniqueIds } from './unique-ids.ts';

export interface PlanOptions {
  count: number;
  /** Calls that begin per second. */
  rate: number;
  /** The same seed gives the same phones, kinds and lengths; Uniqueids and times follow `startAt`. */
  seed: number;
  /** Epoch ms of the first call. */
  startAt: number;
  clock: PbxClock;
  extensions: readonly string[];
  trunk: string;
  ringMs: readonly [low: number, high: number];
  talkMs: readonly [low: number, high: number];
}

/** Twenty calls of an ordinary day at an agency. */
const DAY: readonly CallKind[] = [
  ...Array<CallKind>(8).fill('incoming-answered'),
  ...Array<CallKind>(4).fill('incoming-missed'),
  ...Array<CallKind>(3).fill('outgoing-answered'),
  ...Array<CallKind>(2).fill('outgoing-missed'),
  ...Array<CallKind>(1).fill('internal'),
  ...Array<CallKind>(2).fill('transfer'),
];

/**
 * Invents calls, each from a number of its own, beginning `1 / rate` seconds apart.
 * @throws RangeError with fewer than two extensions: transfers and internal calls need a second
 */
export function planCalls(options: PlanOptions): GeneratedCall[] {
  if (options.extensions.length < 2) throw new RangeError('Calls need at least two extensions');
  const random = seededRandom(options.seed);
  const nextNumber = createNumbers(random);
  // Two runs that begin in the same second stay apart by where their numbering begins.
  const uniqueIds = createUniqueIds(between(seededRandom(options.seed ^ options.startAt), 1, 9_000_000));
  return Array.from({ length: options.count }, (_, index) => {
    const digits = nextNumber();
    const rung = shuffled(random, options.extensions);
    return generateCall({
      kind: pick(random, DAY),
      phone: random() < 0.5 ? digits : `+${digits}`,
      extensions: rung,
      trunk: options.trunk,
      startedAt: options.startAt + Math.floor((index * 1000) / options.rate),
      ringMs: between(random, ...options.ringMs),
      talkMs: between(random, ...options.talkMs),
      joinedExtensions: random() < 0.3,
      otherTypes: random() < 0.3,
      uniqueIds,
      clock: options.clock,
    });
  });
}
