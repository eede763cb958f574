import { expect, it } from 'vitest';
import { z } from 'zod';
import { inputWords } from './input-words.ts';

const text = z.string().min(2).max(5);

it.each([
  [text, undefined, 'is missing'],
  [text, 5, 'must be a text'],
  [text, 'a', 'must be at least 2 characters'],
  [text, 'abcdef', 'must be at most 5 characters'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().regex(/^a$/), 'b', 'is not in the form that the API describes'],
  [z.email(), 'anna', 'must be an e-mail address'],
  [z.iso.datetime(), 'today', 'must be a time, as 2026-01-31T10:00:00Z'],
  [z.uuid(), 'x', 'must be an id, as an answer had it'],
  [z.number().min(1), 0, 'must be at least 1'],
  [z.coerce.number().int().max(9), '9.5', 'must be a whole number'],
  [z.coerce.number().max(9), '10', 'must be at most 9'],
  [z.coerce.number(), 'x', 'must be a number'],
  [z.boolean(), 'yes', 'must be true or false'],
  [z.array(text).max(1), ['aa', 'bb'], 'must have at most 1 entries'],
  [z.array(text).min(1), [], 'must not be empty'],
  [z.object({}), null, 'must be an object'],
  [z.enum(['true', 'false']), 'maybe', 'must be one of: true, false'],
  [z.enum(['true', 'false']), undefined, 'is missing'],
  [z.union([z.object({ a: text }), z.array(text)]), 5, 'is not in the form that the API describes'],
  [
    z.discriminatedUnion('a', [z.object({ a: z.literal('x') }), z.object({ a: z.literal('y') })]),
    { a: 'z' },
    'must be one of: x, y',
  ],
  [z.string({ error: 'must be better' }), 5, 'must be better'],
])('%# says what to do', (schema, input, message) => {
  const { error } = schema.safeParse(input, { error: inputWords });
  expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
});
