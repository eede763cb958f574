/**
 * Does a text that U-ON keeps (a record's or a lead's note) end with this call's id, so that `1.2` is not found in `1.25`?
 * The words before it don't count: U-ON may have spoilt their Cyrillic, as it does with forms.
 */
export function endsWithCallId(text: string, callId: string): boolean {
  const kept = text.trimEnd();
  return kept.endsWith(callId) && /\s$/.test(kept.slice(0, -callId.length));
}
