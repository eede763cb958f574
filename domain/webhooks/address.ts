/** Where U-ON is to send an enterprise's webhooks. `publicUrl`: where it reaches us. */
export function webhookAddress(publicUrl: string, secret: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/uon/webhook/${encodeURIComponent(secret)}`;
}

/** The secret in an address of webhooks; null where it is none of ours by its form. */
export function secretInAddress(url: string): string | null {
  const secret = /\/uon\/webhook\/([^/?#]+)$/.exec(url)?.[1];
  try {
    return secret === undefined ? null : decodeURIComponent(secret);
  } catch {
    // No text of ours: a % that begins nothing.
    return null;
  }
}
