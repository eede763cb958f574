import { z } from 'zod';

import { block, listOf, oneOf, orDefault, orMissing, orUnset, text, wholeFrom, yesNo } from './fields.ts';
import { extension } from './user-extensions.ts';

/** Who is rung: each rule may give an option, in the order of the list. */
export const RULE_SUBJECTS = ['client_manager', 'last_talked', 'first_talked', 'fallback'] as const;

/** How far back a conversation counts, in days, where the rule does not say. */
export const TALKED_DAYS = 365;

/** Each may ask the journal while the telephone waits. */
const MOST_RULES = 20;

const days = orDefault(wholeFrom(1, 3650), TALKED_DAYS);
const rule = z.discriminatedUnion(
  'who',
  [
    z.strictObject({ who: z.literal('client_manager') }),
    z.strictObject({ who: z.literal('last_talked'), days }),
    z.strictObject({ who: z.literal('first_talked'), days }),
    z.strictObject({ who: z.literal('fallback'), extension }),
  ],
  {
    error: orMissing(
      `must be an object whose "who" is one of: ${RULE_SUBJECTS.join(', ')}; "extension" is for fallback, "days" for *_talked`,
    ),
  },
);

/** What the PBX is told of a caller before it rings, and whom it rings. */
export const smart = block({
  primary: orUnset(text),
  mode: orDefault(oneOf(['off', 'name', 'route']), 'off'),
  rules: orDefault(listOf(rule).max(MOST_RULES, `must be a list of at most ${MOST_RULES}`), []),
  block: orDefault(listOf(extension), []),
  transliterate: orDefault(yesNo, false),
  name_length: orDefault(wholeFrom(0, 120), 40),
});

/** One rule of the chain. */
export type SmartRule = z.output<typeof rule>;
export type TalkedRule = Extract<SmartRule, { readonly days: number }>;
