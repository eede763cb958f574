const MINUTE_MS = 60_000;
/** Steps that people read clocks by, in minutes. */
const STEPS = [10, 15, 30, 60, 120, 180, 240, 360, 720];

/** Full hours, or parts of them, of a zone's clock: at most so many between two times. */
export function ticksOf(from: number, to: number, most: number, zoneMinutes: number): readonly number[] {
  const minutes = (to - from) / MINUTE_MS;
  const stepMs = (STEPS.find((step) => minutes / step <= most) ?? 1_440) * MINUTE_MS;
  const shift = zoneMinutes * MINUTE_MS;
  const first = Math.ceil((from + shift) / stepMs) * stepMs - shift;
  return Array.from({ length: Math.floor((to - first) / stepMs) + 1 }, (_, n) => first + n * stepMs);
}

export function clockOf(at: number, language: string, zone: string | undefined): string {
  const clock = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return new Intl.DateTimeFormat(language, zone === undefined ? clock : { ...clock, timeZone: zone }).format(at);
}

/** How far a zone's clocks (the browser's without one) are ahead of UTC at a moment, in minutes. */
export function offsetOf(at: number, zone: string | undefined): number {
  if (zone === undefined) return -new Date(at).getTimezoneOffset();
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const [, sign, hours, minutes = '0'] =
    /^GMT([+-])(\d+)(?::(\d+))?$/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}
