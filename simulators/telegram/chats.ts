import { z } from 'zod';

export const chatSeedSchema = z.strictObject({
  type: z.enum(['private', 'group', 'supergroup', 'channel']).default('supergroup'),
  title: z.string().default('Звонки'),
  /** Topics by their ids; the chat is a forum where there are any. */
  threads: z.array(z.int()).default([]),
  /** An administrator sees what others write; else, in privacy mode, their messages are not there for it. */
  isAdministrator: z.boolean().default(true),
  /** Why the bot can't write here; null: it can. */
  trouble: z.enum(['blocked', 'kicked', 'no-rights']).nullable().default(null),
});
export type ChatSeed = z.input<typeof chatSeedSchema>;

/** A message with all that it has said, the newest last. */
export interface SimMessage {
  readonly id: number;
  readonly fromBot: boolean;
  readonly threadId: number | null;
  readonly versions: { readonly text: string; readonly at: number }[];
}

export interface SimChat extends z.output<typeof chatSeedSchema> {
  readonly id: string;
  readonly messages: SimMessage[];
  migratedTo: string | null;
}

/** Chats of a bot. Supergroups and channels number their messages each by itself, all others share one sequence. */
export interface Chats {
  readonly all: Map<string, SimChat>;
  add(id: string, seed?: ChatSeed): SimChat;
  /** @throws Error */
  of(id: string): SimChat;
  write(chat: SimChat, message: { text: string; fromBot: boolean; threadId?: number | null }): SimMessage;
  /** The group becomes a supergroup, which begins empty. */
  migrate(id: string, to: string): SimChat;
}

export function createChats(): Chats {
  const all = new Map<string, SimChat>();
  const last = new Map<string, number>();
  const nextId = (chat: SimChat): number => {
    const sequence = chat.type === 'supergroup' || chat.type === 'channel' ? chat.id : 'shared';
    const id = (last.get(sequence) ?? 0) + 1;
    last.set(sequence, id);
    return id;
  };
  const add: Chats['add'] = (id, seed = {}) => {
    const chat = { ...chatSeedSchema.parse(seed), id, messages: [], migratedTo: null };
    all.set(id, chat);
    return chat;
  };
  const of: Chats['of'] = (id) => {
    const chat = all.get(id);
    if (!chat) throw new Error('The simulator has no chat with this id');
    return chat;
  };
  return {
    all,
    add,
    of,
    write: (chat, { text, fromBot, threadId = null }) => {
      const message = { id: nextId(chat), fromBot, threadId, versions: [{ text, at: Date.now() }] };
      chat.messages.push(message);
      return message;
    },
    migrate: (id, to) => {
      const old = of(id);
      old.migratedTo = to;
      return add(to, { type: 'supergroup', title: old.title });
    },
  };
}
