import { z } from 'zod';
import type { Chats, SimChat } from './chats.ts';

/** An answer as the Bot API writes it. */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
    };

const id = z.union([z.string(), z.number()]).transform(String);
const sending = z.looseObject({ chat_id: id, text: z.string(), message_thread_id: z.coerce.number().optional() });
const editing = z.looseObject({ chat_id: id, text: z.string(), message_id: z.coerce.number() });

const TROUBLE = {
  blocked: [403, 'Forbidden: bot was blocked by the user'],
  kicked: [403, 'Forbidden: bot was kicked from the supergroup chat'],
  'no-rights': [400, 'Bad Request: not enough rights to send text messages to the chat'],
} as const;

/** What a method does and answers; limits and faults are not its business. */
export const METHODS: Readonly<Record<string, (chats: Chats, body: unknown) => Answer>> = {
  getMe: () => done({ id: 1, is_bot: true, first_name: 'Звонки', username: 'calls_bot' }),
  getChat: (chats, body) => {
    const found = chatOf(chats, z.looseObject({ chat_id: id }).parse(body).chat_id);
    if (!found.ok) return found.answer;
    const { type, title, threads } = found.chat;
    const named = type === 'private' ? { first_name: title } : { title };
    return done({ id: Number(found.chat.id), type, ...named, ...(threads.length > 0 && { is_forum: true }) });
  },
  getChatMember: (chats, body) => {
    const { chat_id: chatId, user_id: userId } = z.looseObject({ chat_id: id, user_id: z.coerce.number() }).parse(body);
    const found = chatOf(chats, chatId);
    if (!found.ok) return found.answer;
    const user = { id: userId, is_bot: true, first_name: 'Звонки' };
    return done({ status: found.chat.isAdministrator ? 'administrator' : 'member', user });
  },
  sendMessage: (chats, body) => {
    const { chat_id: chatId, text, message_thread_id: threadId = null } = sending.parse(body);
    const found = writable(chats, chatId);
    if (!found.ok) return found.answer;
    if (threadId !== null && !found.chat.threads.includes(threadId)) {
      return refused(400, 'Bad Request: message thread not found');
    }
    return (
      unreadable(text) ?? done(shown(found.chat, chats.write(found.chat, { text, threadId, fromBot: true }).id, text))
    );
  },
  editMessageText: (chats, body) => {
    const { chat_id: chatId, text, message_id: messageId } = editing.parse(body);
    const found = writable(chats, chatId);
    if (!found.ok) return found.answer;
    const message = found.chat.messages.find((one) => one.id === messageId);
    if (!message || (!message.fromBot && !found.chat.isAdministrator)) {
      return refused(400, 'Bad Request: message to edit not found');
    }
    if (!message.fromBot) return refused(400, "Bad Request: message can't be edited");
    if (message.versions.at(-1)?.text === text) return refused(400, NOT_MODIFIED);
    const wrong = unreadable(text);
    if (wrong) return wrong;
    message.versions.push({ text, at: Date.now() });
    return done(shown(found.chat, messageId, text));
  },
};

const NOT_MODIFIED =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

type Found = { readonly ok: true; readonly chat: SimChat } | { readonly ok: false; readonly answer: Answer };

function chatOf(chats: Chats, chatId: string): Found {
  const chat = chats.all.get(chatId);
  return chat ? { ok: true, chat } : { ok: false, answer: refused(400, 'Bad Request: chat not found') };
}

function writable(chats: Chats, chatId: string): Found {
  const found = chatOf(chats, chatId);
  if (!found.ok) return found;
  const { migratedTo, trouble } = found.chat;
  if (migratedTo !== null) {
    const parameters = { migrate_to_chat_id: Number(migratedTo) };
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    return { ok: false, answer: { ok: false, error_code: 400, description, parameters } };
  }
  if (trouble === null) return found;
  const [code, description] = TROUBLE[trouble];
  return { ok: false, answer: refused(code, description) };
}

/** Telegram's own tags, as far as ours are used. */
function unreadable(html: string): Answer | null {
  const plain = html.replace(/<b>([^<>]*)<\/b>|<a href="[^"<>]+">([^<>]*)<\/a>/g, '$1$2');
  if (/[<>]/.test(plain)) return refused(400, "Bad Request: can't parse entities");
  const length = plain.replace(/&(?:lt|gt|amp|quot|#\d+);/g, '.').length;
  if (length === 0) return refused(400, 'Bad Request: message text is empty');
  return length > 4_096 ? refused(400, 'Bad Request: message is too long') : null;
}

function shown({ id: chatId, type, title }: SimChat, messageId: number, text: string) {
  const date = Math.floor(Date.now() / 1_000);
  return { message_id: messageId, date, chat: { id: Number(chatId), type, title }, text };
}

function done(result: unknown): Answer {
  return { ok: true, result };
}

export function refused(error_code: number, description: string): Answer {
  return { ok: false, error_code, description };
}
