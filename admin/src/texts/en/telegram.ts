import type { Texts } from '../ru.ts';

const fields = {
  bot_token: { label: 'Token of the bot', help: '@BotFather gives it. Kept encrypted and never shown again' },
  chat_id: {
    label: 'Chat',
    help: 'id of a group, channel or person. Those of groups begin with a minus: -1001234567890',
  },
  thread_id: { label: 'Topic', help: 'Its number, where the group has topics. Empty: the general one' },
  language: { label: 'Language of the messages', help: '' },
  mask_phone: { label: 'Hide the number', help: 'The chat sees the end of the number only' },
};

export const telegram: Texts['telegram'] = {
  fields,
  options: { language: { ru: 'Русский', en: 'English' } },
  chat: 'Bot and chat',
  lead: 'Each call becomes one message in the agency’s chat, which changes as the call goes on. Without token and chat there are no messages.',
  message: 'The message',
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
