/** A time as people of the language write it, in the browser's zone. */
export function momentOf(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}
