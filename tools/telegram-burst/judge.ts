import type { SimChat } from '../../simulators/telegram/chats.ts';
import type { ReceivedTelegram } from '../../simulators/telegram/received.ts';
import type { BurstCall } from './calls.ts';

/** What the chat shows of the calls, and what Telegram received. */
export interface Verdict {
  readonly isRight: boolean;
  readonly right: number;
  readonly wrong: number;
  /** Calls with more than one message, and with none. */
  readonly doubled: number;
  readonly untold: number;
  readonly sent: number;
  readonly edited: number;
  /** Edits by which a message was looked for. */
  readonly looked: number;
  /** Requests that came too early. */
  readonly overLimit: number;
}

export function judge(
  calls: readonly BurstCall[],
  { messages }: Pick<SimChat, 'messages'>,
  requests: readonly ReceivedTelegram[],
): Verdict {
  const of = calls.map(({ phone, ends }) => {
    const found = messages.filter(({ versions }) => versions.at(-1)?.text.includes(phone));
    return { count: found.length, isRight: found.length === 1 && found[0]?.versions.at(-1)?.text.includes(ends) };
  });
  const count = (is: (request: ReceivedTelegram) => boolean) => requests.filter(is).length;
  const right = of.filter(({ isRight }) => isRight).length;
  const overLimit = count(({ how }) => how === 'limit');
  return {
    ...{ right, overLimit, isRight: right === calls.length && overLimit === 0 },
    wrong: of.filter((one) => one.count === 1 && !one.isRight).length,
    doubled: of.filter((one) => one.count > 1).length,
    untold: of.filter((one) => one.count === 0).length,
    sent: messages.length,
    edited: messages.reduce((sum, { versions }) => sum + versions.length - 1, 0),
    looked: count(({ method, how }) => method === 'editMessageText' && how === 'refused'),
  };
}

export function reportLines(
  verdict: Verdict,
  run: { calls: number; scale: number; kills: number; playedMs: number; allMs: number },
): string[] {
  const { right, wrong, doubled, untold, sent, edited, looked, overLimit } = verdict;
  const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;
  return [
    `${run.calls} calls at once in one group, windows × ${run.scale}, ${run.kills} kills of the worker`,
    `  played in ${seconds(run.playedMs)}, told after ${seconds(run.allMs)}`,
    `  ${right} right, ${wrong} wrong, ${doubled} twice, ${untold} not at all`,
    `  ${sent} messages, ${edited} edits, ${looked} looks for a message; ${overLimit} over the limit`,
  ];
}
