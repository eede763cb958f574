/** A time as people of the language write it, in an IANA zone, else in the browser's. */
export function momentOf(iso: string, language: string, zone?: string): string {
  const inZone = zone === undefined ? {} : { timeZone: zone };
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', ...inZone });
  return format.format(new Date(iso));
}
