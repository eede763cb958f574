/** What became of the next news of an enterprise's calls. `stopped`: until somebody has mended what is wrong. */
export type ToldNext = { readonly kind: 'next' | 'idle' | 'stopped' } | { readonly kind: 'wait'; readonly ms: number };

/** Messages in Telegram, on the queue `uon`: one request each at most. */
export interface TelegramActivities {
  /** Tells the most urgent news; `next`: there may be more. */
  tellTelegram(enterprise: string): Promise<ToldNext>;
}
