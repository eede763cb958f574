import type pg from 'pg';
import { addCounts, type Counts } from '../../domain/health/counts.ts';
import { addDelays, NO_DELAYS, type Delays } from '../../domain/health/delays.ts';
import { PLACE } from '../../domain/health/places.ts';
import { stepsOf, type Window } from '../../domain/health/window.ts';
import { countedSteps, peaks, watchedSteps, type CountedStep, type Gauges } from './read.ts';

/** One step of a chart. */
export interface HealthPoint {
  readonly at: string;
  readonly counts: Counts;
  readonly delays: Delays;
  readonly peak: number;
  /** Null where nobody looked. */
  readonly gauges: Gauges | null;
}

export interface Health {
  /** By time. Steps in which no process of ours was up are not among them. */
  readonly points: readonly HealthPoint[];
  readonly counts: Counts;
  readonly delays: Delays;
  readonly peak: number;
  readonly failedSteps: Readonly<Record<string, number>>;
}

/**
 * What was counted of an enterprise and its account (if it has one). The peak is the account's, whose limit it is, and never below the
 * enterprise's own: that stays where the key, and so the account, is another one since.
 */
export async function enterpriseHealth(
  pool: pg.Pool,
  { enterprise, account }: { readonly enterprise: string; readonly account: string | null },
  window: Window,
): Promise<Health> {
  const [watched, steps, ofAccount] = await Promise.all([
    watchedSteps(pool, window),
    countedSteps(pool, PLACE.enterprise(enterprise), window),
    account === null ? new Map<string, number>() : peaks(pool, account, window),
  ]);
  const own = peaksIn(steps);
  return together(window, { watched, steps, peakAt: (at) => Math.max(own.get(at) ?? 0, ofAccount.get(at) ?? 0) });
}

export async function installationHealth(pool: pg.Pool, window: Window): Promise<Health> {
  const steps = await countedSteps(pool, PLACE.installation, window);
  const watched = new Map(steps.map(({ at, isSampled }) => [at.toISOString(), isSampled]));
  const peakOf = peaksIn(steps);
  return together(window, { watched, steps, peakAt: (at) => peakOf.get(at) ?? 0 });
}

function peaksIn(steps: readonly CountedStep[]): ReadonlyMap<string, number> {
  return new Map(steps.map(({ at, peak }) => [at.toISOString(), peak]));
}

interface Parts {
  readonly watched: ReadonlyMap<string, boolean>;
  readonly steps: readonly CountedStep[];
  readonly peakAt: (at: string) => number;
}

const NOTHING_WAITS: Gauges = {
  openCalls: 0,
  waitingEvents: 0,
  waitingWebhooks: 0,
  waitingRecovery: 0,
  waitingCalls: 0,
};

function together(window: Window, { watched, steps, peakAt }: Parts): Health {
  const byTime = new Map(steps.map((step) => [step.at.toISOString(), step]));
  const points = stepsOf(window)
    .filter((at) => watched.has(at) || byTime.has(at))
    .map((at): HealthPoint => {
      const step = byTime.get(at);
      return {
        ...{ at, counts: step?.counts ?? {}, delays: step?.delays ?? NO_DELAYS, peak: peakAt(at) },
        gauges: step?.gauges ?? (watched.get(at) ? NOTHING_WAITS : null),
      };
    });
  const failedSteps: Record<string, number> = {};
  for (const step of steps)
    for (const [why, n] of Object.entries(step.failedSteps)) failedSteps[why] = (failedSteps[why] ?? 0) + n;
  return {
    points,
    counts: steps.reduce((sum: Counts, { counts }) => addCounts(sum, counts), {}),
    delays: steps.reduce((sum, { delays }) => addDelays(sum, delays), NO_DELAYS),
    peak: Math.max(0, ...points.map(({ peak }) => peak)),
    failedSteps,
  };
}
