/**
 * A text from outside that may be shown: without the key, addresses and whatever looks like a phone, not long, and such that
 * PostgreSQL takes it (NUL and half a character it does not).
 */
export function redact(text: string, apiKey: string): string {
  const shown = withoutKey(text, apiKey)
    .replace(/\bhttps?:\S+/gi, '[url]')
    .replace(/\+?\d(?:[\s().-]{0,2}\d){6,}/g, '[number]');
  return shown
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed();
}

/** The text, but for the key: what else it holds is meant for who reads it. */
export function withoutKey(text: string, apiKey: string): string {
  let shown = text;
  for (const secret of new Set([apiKey, encodeURIComponent(apiKey), JSON.stringify(apiKey).slice(1, -1)])) {
    if (secret !== '') shown = shown.replaceAll(secret, '[key]');
  }
  return shown;
}
