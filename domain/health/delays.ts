/**
 * Delays counted by steps that never change, so that what several processes counted in several minutes can be added up and still
 * says how long 50 or 99 of 100 took.
 */
export type Delays = readonly number[];

/** Upper ends of the steps, ms; the last step has none. Stored counts are in this order: a change needs other columns. */
export const DELAY_STEPS_MS = [
  ...[10, 20, 30, 40, 50, 75, 100, 150, 200, 300, 400, 500, 700],
  ...[1_000, 1_500, 2_000, 3_000, 5_000, 8_000, 12_000, 20_000, 30_000],
] as const;

export const NO_DELAYS: Delays = Array.from({ length: DELAY_STEPS_MS.length + 1 }, () => 0);

/** The step that a delay belongs to, from 0. A clock that was set back makes none less than nothing. */
export function delayStep(ms: number): number {
  const step = DELAY_STEPS_MS.findIndex((end) => ms <= end);
  return step === -1 ? DELAY_STEPS_MS.length : step;
}

export function addDelays(a: Delays, b: Delays): Delays {
  return NO_DELAYS.map((_, step) => (a[step] ?? 0) + (b[step] ?? 0));
}

/**
 * How many ms the given share (0.99) of them took at most: within a step as if they were spread evenly, in the last one where
 * that begins. Null where there is none.
 */
export function quantile(delays: Delays, share: number): number | null {
  const total = delays.reduce((sum, n) => sum + n, 0);
  if (total === 0) return null;
  const wanted = share * total;
  let before = 0;
  for (const [step, n] of delays.entries()) {
    if (n > 0 && before + n >= wanted) return withinStep(step, (wanted - before) / n);
    before += n;
  }
  return DELAY_STEPS_MS.at(-1) ?? null;
}

function withinStep(step: number, share: number): number {
  const from = step === 0 ? 0 : (DELAY_STEPS_MS[step - 1] ?? 0);
  const to = DELAY_STEPS_MS[step] ?? from;
  return Math.round(from + (to - from) * share);
}
