import { block, chatId, oneOf, orDefault, orUnset, secretText, topicId, yesNo } from './fields.ts';

/** The chat of the agency in which each call is a message. */
export const telegram = block({
  bot_token: orUnset(secretText),
  chat_id: orUnset(chatId),
  thread_id: orUnset(topicId),
  language: orDefault(oneOf(['ru', 'en']), 'ru'),
  mask_phone: orDefault(yesNo, false),
});
