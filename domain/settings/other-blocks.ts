import { z } from 'zod';

import { block, listOf, looseId, oneOf, orDefault, orUnset, secretText, text, yesNo } from './fields.ts';

/** What the PBX is told of a caller before it rings, and whom it rings. */
export const smart = block({
  primary: orUnset(text),
  mode: orDefault(oneOf(['off', 'name', 'route']), 'off'),
  rules: orDefault(listOf(z.record(z.string(), z.json(), { error: 'must be an object' })), []),
  block: orDefault(listOf(looseId), []),
  transliterate: orDefault(yesNo, false),
});

/** The chat of the agency in which each call is a message. */
export const telegram = block({
  bot_token: orUnset(secretText),
  chat_id: orUnset(looseId),
  thread_id: orUnset(looseId),
  language: orDefault(oneOf(['ru', 'en']), 'ru'),
  mask_phone: orDefault(yesNo, false),
});
