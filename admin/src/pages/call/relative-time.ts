import type { Texts } from '../../texts/ru.ts';
import { clockOf } from '../../texts/duration-told.ts';

/** How long after the beginning: `+0,35 с`, `+12 с`, `+2:05`. What came with the beginning is 0. */
export function sinceBeginning(
  at: string,
  began: string,
  { language, texts }: { readonly language: string; readonly texts: Pick<Texts, 'calls'> },
): string {
  const { s } = texts.calls.duration;
  const seconds = Math.max(0, Date.parse(at) - Date.parse(began)) / 1_000;
  if (seconds < 10) return `+${seconds.toLocaleString(language, { maximumFractionDigits: 2 })} ${s}`;
  return seconds < 60 ? `+${Math.floor(seconds)} ${s}` : `+${clockOf(seconds)}`;
}
