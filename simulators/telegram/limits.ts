/**
 * Telegram's limits as its FAQ has them: about a message a second in a chat, where a few at once pass; 20 a minute in a group; 30 a
 * second for all of a bot. `scale` shortens all windows.
 */
export interface Limits {
  /** Seconds to wait; 0: it may pass, and is counted. Refused ones are not. */
  take(chatId: string, now: number): number;
}

interface Window {
  readonly most: number;
  readonly ms: number;
}

const CHAT: Window = { most: 3, ms: 3_000 };
const GROUP: Window = { most: 20, ms: 60_000 };
const BOT: Window = { most: 30, ms: 1_000 };

export function createLimits(scale: number): Limits {
  const passed = new Map<string, number[]>();
  const waitMs = (place: string, { most, ms }: Window, now: number): number => {
    const inside = (passed.get(place) ?? []).filter((at) => at > now - ms * scale);
    const first = inside.at(-most);
    return first === undefined ? 0 : first + ms * scale - now;
  };
  const note = (place: string, now: number) => {
    const kept = (passed.get(place) ?? []).filter((at) => at > now - GROUP.ms);
    passed.set(place, [...kept, now]);
  };
  return {
    take: (chatId, now) => {
      const wait = Math.max(
        waitMs(chatId, CHAT, now),
        chatId.startsWith('-') ? waitMs(chatId, GROUP, now) : 0,
        waitMs('', BOT, now),
      );
      if (wait > 0) return Math.max(1, Math.ceil(wait / 1_000));
      note(chatId, now);
      note('', now);
      return 0;
    },
  };
}
