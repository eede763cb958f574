const MINUTE_MS = 60_000;
/** Steps that people read clocks by, in minutes. */
const STEPS = [10, 15, 30, 60, 120, 180, 240, 360, 720];

/** Full hours, or parts of them, of the browser's clock: at most so many between two times. */
export function ticksOf(from: number, to: number, most: number, zoneMinutes: number): readonly number[] {
  const minutes = (to - from) / MINUTE_MS;
  const stepMs = (STEPS.find((step) => minutes / step <= most) ?? 1_440) * MINUTE_MS;
  const shift = zoneMinutes * MINUTE_MS;
  const first = Math.ceil((from + shift) / stepMs) * stepMs - shift;
  return Array.from({ length: Math.floor((to - first) / stepMs) + 1 }, (_, n) => first + n * stepMs);
}

export function clockOf(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
}
