import type { Texts } from '../ru.ts';

const fields = {
  bot_token: { label: 'Token of the bot', help: '@BotFather gives it. Kept encrypted and never shown again' },
  chat_id: {
    label: 'Chat',
    help: 'id of a group, channel or person: those of groups begin with a minus, as -1001234567890. Of a public one @name too',
  },
  thread_id: { label: 'Topic', help: 'Its number, where the group has topics. Empty: the general one' },
  language: { label: 'Language of the messages', help: '' },
  mask_phone: {
    label: 'Hide the number',
    help: 'The chat sees the end of the number only; there is no link to a recording whose address holds the number',
  },
};

const asked = {
  'token-refused':
    'Telegram refuses the token. Take it from @BotFather: /mybots → the bot → API Token, and paste it anew.',
  'too-many': 'Telegram asks us to wait. Try again in a minute.',
  'server-error': 'Telegram has an error of its own. Try again later.',
  refused: 'Telegram did not take this request.',
  'no-answer': 'Telegram did not answer in time. Try again.',
  'not-reached': 'Telegram can’t be reached: check the server’s network.',
  'not-done': 'Our side did not come to it: no worker runs. Tell the owner of the installation.',
};

const chats = {
  'chat-not-found': 'There is no such chat, or the bot was never in it. Check the id with its minus, and add the bot.',
  kicked: 'The bot was taken out of the chat. Add it again.',
  blocked: 'This person has stopped the bot. Let them open it and press “Start”.',
  'no-rights': 'The bot is in the chat and may not write. Let it send messages; in a channel make it an administrator.',
};

export const telegram: Texts['telegram'] = {
  fields,
  options: { language: { ru: 'Русский', en: 'English' } },
  chat: 'Bot and chat',
  lead: 'Each call becomes one message in the agency’s chat, which changes as the call goes on. Without token and chat there are no messages.',
  message: 'The message',
  preview: 'As the chat will see it',
  previewHint: 'One and the same message, while the call goes on.',
  states: {
    ringing: 'Rings, not known yet',
    known: 'The client is known',
    talking: 'Answered',
    ended: 'They have talked',
    missed: 'Not answered',
    hidden: 'The number is hidden',
  },
  check: {
    lead: 'We write one trial message into the chat, with the stored token and chat.',
    steps: { bot: 'Bot', chat: 'Chat', message: 'Message' },
    codes: {
      bot: { ...asked, accepted: 'The token is taken.' },
      chat: {
        ...asked,
        ...chats,
        found: 'The bot sees the chat.',
        migrated: 'The group has become a supergroup with another id. Messages go there; put the new id here.',
        'not-asked': 'Not looked at: the token has to be taken first.',
      },
      message: {
        ...asked,
        ...chats,
        sent: 'The trial message is in the chat.',
        'maybe-sent': 'Telegram did not confirm the message. Look whether it is in the chat.',
        'thread-not-found': 'The group has no such topic. Check its number, or leave the field empty.',
        'not-asked': 'Not sent: there has to be a chat first.',
      },
    },
    bot: (name) => `It is ${name}`,
    chat: (title) => `Chat: ${title}`,
    types: { private: 'a person', group: 'a group', supergroup: 'a group', channel: 'a channel' },
    forum: 'with topics',
    migratedTo: (id) => `New id: ${id}`,
    released: 'Messages about calls, stopped before, go out again.',
    said: (message) => `In its words: ${message}`,
    notSet: 'No token or no chat is stored: fill them in and save.',
    tooOften: (seconds) => `Telegram was asked often enough. Again in ${seconds} s.`,
  },
  help: {
    heading: 'How to make a bot and find the chat’s id',
    steps: [
      'Open @BotFather in Telegram, send /newbot, choose a name and an address. It sends a token like 123456789:AAH… Paste it here.',
      'Add the bot to the agency’s group. In a channel make it an administrator that may post.',
      'Send /start@address_of_the_bot in the group and open https://api.telegram.org/bot<token>/getUpdates in a browser. The number behind "chat":{"id": is the chat’s id, with its minus.',
      'Where the group has topics: copy the link of a message in the topic. In t.me/c/1234567890/42/100 the topic’s number is 42.',
      'Save, and press “Check”.',
    ],
  },
};

export const telegramSettingNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(fields).map(([key, { label }]) => [`telegram.${key}`, `“${label}”`]),
);
