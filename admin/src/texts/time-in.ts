/** Dates and times as people of the language write them, in the enterprise's own zone: its clocks are what people there compare with. */
export function timeIn(iso: string, zone: string | undefined, language: string): { date: string; time: string } {
  const at = new Date(iso);
  const timeZone = zone === undefined ? {} : { timeZone: zone };
  return {
    date: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', ...timeZone }).format(
      at,
    ),
    time: new Intl.DateTimeFormat(language, {
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
      ...timeZone,
    }).format(at),
  };
}
