import type { Texts } from './ru.ts';

/** Seconds as people say them: «1 ч 5 мин», «2 мин 5 с», «35 с». */
export function durationTold(seconds: number, { calls: { duration: units } }: Pick<Texts, 'calls'>): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (h > 0) return `${h} ${units.h} ${m} ${units.m}`;
  if (m > 0) return `${m} ${units.m} ${s} ${units.s}`;
  return `${s} ${units.s}`;
}

/** The same as a running clock shows it: `2:05`, `1:02:05`. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
