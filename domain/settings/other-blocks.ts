import { block, looseId, oneOf, orDefault, orUnset, secretText, yesNo } from './fields.ts';

/** The chat of the agency in which each call is a message. */
export const telegram = block({
  bot_token: orUnset(secretText),
  chat_id: orUnset(looseId),
  thread_id: orUnset(looseId),
  language: orDefault(oneOf(['ru', 'en']), 'ru'),
  mask_phone: orDefault(yesNo, false),
});
