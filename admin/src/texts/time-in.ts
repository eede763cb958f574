/** A moment as people of the language write it. */
export interface Told {
  /** With the year where it is another one than now. */
  readonly date: string;
  readonly time: string;
}

/** In the enterprise's own zone, whatever the browser's: its clocks are what people there compare with. */
export function timeIn(iso: string, zone: string | undefined, language: string, now = new Date()): Told {
  const at = new Date(iso);
  const timeZone = zone === undefined ? {} : { timeZone: zone };
  const isThisYear = at.getFullYear() === now.getFullYear();
  const day = { day: 'numeric', month: 'short' } as const;
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return {
    date: new Intl.DateTimeFormat(language, { ...day, ...year, ...timeZone }).format(at),
    time: new Intl.DateTimeFormat(language, { ...clock, ...timeZone }).format(at),
  };
}
