import { randomInt } from 'node:crypto';
import type { SimChat, SimMessage } from '../../simulators/telegram/chats.ts';
import type { TelegramSimulator } from '../../simulators/telegram/server.ts';
import { answeredCall, newCallId, newPhone, type ScriptedEvent } from '../support/call-script.ts';
import { applyEnterprise } from '../support/enterprises.ts';
import type { EnterpriseOptions, System, TestEnterprise } from '../support/open-system.ts';
import { waitFor } from '../support/wait-for.ts';

/** All windows of limits, and all waiting, are so much shorter in these tests. */
export const SCALE = 0.05;

/** An agency with a bot and a chat of its own. */
export interface Agency {
  readonly system: System;
  readonly enterprise: TestEnterprise;
  readonly chatId: string;
  readonly chat: SimChat;
  readonly token: string;
  /** Stores its settings anew. */
  settings(telegram: Record<string, unknown>): Promise<void>;
}

export async function agencyWithChat(
  system: System,
  telegram: TelegramSimulator,
  {
    settings = {},
    chat = {},
    ...options
  }: EnterpriseOptions & {
    readonly settings?: Record<string, unknown>;
    readonly chat?: Parameters<TelegramSimulator['chats']['add']>[1];
  } = {},
): Promise<Agency> {
  const botId = randomInt(1_000_000, 9_999_999);
  const token = `${botId}:AAtestTOKEN_of-${botId}`;
  const chatId = `-100${botId}000`;
  const place = { bot_token: token, chat_id: chatId };
  const added = telegram.chats.add(chatId, chat);
  const enterprise = await system.enterprise({ ...options, telegram: { ...place, ...settings } });
  return {
    ...{ system, enterprise, chatId, token, chat: added },
    settings: (more) => applyEnterprise(system.env, enterprise, { ...options, telegram: { ...place, ...more } }),
  };
}

export interface PlayedCall {
  readonly callId: string;
  readonly phone: string;
  ring(): Promise<void>;
  answer(): Promise<void>;
  hangUp(): Promise<void>;
  post(event: ScriptedEvent): Promise<void>;
}

export function newCall({ system, enterprise }: Agency, phone = newPhone()): PlayedCall {
  const callId = newCallId();
  const [start, dial, bridge, hangup] = answeredCall({ callId, phone });
  const post = async ({ event, body }: ScriptedEvent) => {
    const { status } = await system.post(enterprise, event, body);
    if (status !== 202) throw new Error(`${event} was answered with ${status}`);
  };
  return {
    ...{ callId, phone, post },
    ring: async () => {
      await post(start);
      await post(dial);
    },
    answer: () => post(bridge),
    hangUp: () => post(hangup),
  };
}

/** Messages of the bot about this number. */
export function messagesOf(chat: SimChat, phone: string): readonly SimMessage[] {
  return chat.messages.filter(({ versions }) => versions.some(({ text }) => text.includes(phone)));
}

export function lastText(message: SimMessage | undefined): string {
  return message?.versions.at(-1)?.text ?? '';
}

/** Waits until the message of this number says something. */
export function says(chat: SimChat, phone: string, what: string, ms?: number): Promise<SimMessage> {
  const found = () => messagesOf(chat, phone).find((message) => lastText(message).includes(what));
  return waitFor(`"${what}" of the call of …${phone.slice(-2)}`, found, ms);
}
