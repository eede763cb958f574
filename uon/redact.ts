/** A text from outside that may be shown: without the key, addresses and whatever looks like a phone, and not long. */
export function redact(text: string, apiKey: string): string {
  let shown = text;
  for (const secret of new Set([apiKey, encodeURIComponent(apiKey)])) {
    if (secret !== '') shown = shown.replaceAll(secret, '[key]');
  }
  shown = shown.replace(/\bhttps?:\S+/gi, '[url]').replace(/\+?\d(?:[\s().-]{0,2}\d){6,}/g, '[number]');
  return shown.replace(/\s+/g, ' ').trim().slice(0, 200);
}
