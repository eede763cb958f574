const MINUTE_MS = 60_000;

/** How far back one may look, in hours. */
export const WINDOWS_H = [1, 6, 24] as const;
export type WindowHours = (typeof WINDOWS_H)[number];

/** A chart shows no more points than this: they would be narrower than a dot. */
const MOST_POINTS = 300;
const STEPS_MIN = [1, 2, 5, 10] as const;

/** A stretch of time in equal steps, the last of which is not over yet. */
export interface Window {
  readonly from: Date;
  readonly stepMinutes: number;
  readonly points: number;
}

export function windowOf(hours: WindowHours, now: Date): Window {
  const minutes = hours * 60;
  const stepMinutes = STEPS_MIN.find((step) => minutes / step <= MOST_POINTS) ?? 10;
  const points = minutes / stepMinutes;
  const stepMs = stepMinutes * MINUTE_MS;
  const last = Math.floor(now.getTime() / stepMs) * stepMs;
  return { from: new Date(last - (points - 1) * stepMs), stepMinutes, points };
}

/** The beginnings of all steps, ISO 8601. */
export function stepsOf({ from, stepMinutes, points }: Window): readonly string[] {
  return Array.from({ length: points }, (_, n) => new Date(from.getTime() + n * stepMinutes * MINUTE_MS).toISOString());
}
