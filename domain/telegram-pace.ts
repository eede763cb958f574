/** How urgent news of a call is: it rings, they talk, it is over. */
export type Urgency = 0 | 1 | 2;

export interface Pace {
  /** When requests to the chat left, epoch ms, of the last minute. */
  readonly ofChat: readonly number[];
  /** The same of all chats of the bot, of the last second. */
  readonly ofBot: readonly number[];
  readonly nowMs: number;
  readonly isGroup: boolean;
  readonly urgency: Urgency;
  /** All windows are so much shorter: 1 but in tests. */
  readonly scale?: number;
}

/**
 * Telegram's limits (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this): a message a second in one
 * chat, 20 a minute in a group, 30 a second for all of a bot. It does not say whether edits count; they are counted here.
 */
export const LIMITS = { chatEveryMs: 1_000, groupMinute: { most: 20, ms: 60_000 }, botSecond: { most: 30, ms: 1_000 } };

/** Clocks, and requests that are delayed on their way: the windows are kept this much longer. */
const SLACK = 1.05;

/** Of the group's minute, what is left to news that is more urgent. */
const KEPT_FREE: Readonly<Record<Urgency, number>> = { 0: 0, 1: 3, 2: 6 };

/**
 * How long the next request to a chat has to wait, in ms; 0: it may leave. In a group a part of the minute is kept free for calls
 * that ring, so that 14 that are over do not hide one that rings from whoever could take it.
 */
export function paceWaitMs({ ofChat, ofBot, nowMs, isGroup, urgency, scale = 1 }: Pace): number {
  const { chatEveryMs, groupMinute, botSecond } = LIMITS;
  const wait = (sent: readonly number[], most: number, ms: number) =>
    windowWaitMs(sent, nowMs, { most, ms: ms * scale });
  return Math.max(
    wait(ofChat, 1, chatEveryMs),
    wait(ofBot, botSecond.most, botSecond.ms),
    isGroup ? wait(ofChat, groupMinute.most - KEPT_FREE[urgency], groupMinute.ms) : 0,
  );
}

/** Until fewer than `most` lie within the window before then. */
function windowWaitMs(sent: readonly number[], nowMs: number, window: { most: number; ms: number }): number {
  const span = window.ms * SLACK;
  const inside = sent.filter((at) => at > nowMs - span).toSorted((a, b) => a - b);
  const oldestThatCounts = inside.at(-window.most);
  return oldestThatCounts === undefined ? 0 : Math.max(0, oldestThatCounts + span - nowMs);
}

/** Ids of groups, supergroups and channels are negative; a name (`@name`) is that of a public one. */
export function isGroupId(chatId: string): boolean {
  return /^[-@]/.test(chatId);
}

/** Ids of supergroups and channels, and names. */
export const OWN_SEQUENCE = /^(-100[0-9]{7,}|@)/;

/** Supergroups and channels count their messages each by itself; private chats and plain groups share the bot's count. */
export function hasOwnSequence(chatId: string): boolean {
  return OWN_SEQUENCE.test(chatId);
}
