import { z } from 'zod';

/** A key that may be absent or `null`, which both mean "not set". */
export function orUnset<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** A key that takes `value` where the file has none, or `null`. */
export function orDefault<T extends z.ZodType>(schema: T, value: z.output<T>) {
  return schema
    .nullish()
    .meta({ default: value })
    .transform((given) => given ?? value);
}

/** A block of keys: absent or `null`, each of its keys has its default. */
export function block<T extends z.ZodRawShape>(shape: T) {
  const schema = z.strictObject(shape);
  return schema.nullish().transform((value) => value ?? schema.parse({}));
}

export const yesNo = z.boolean({ error: 'must be true or false' });

/** An id of U-ON, a number or its digits in a string; a string from here on. */
export const uonId = z
  .union([z.string().meta({ pattern: '^[1-9][0-9]{0,17}$' }), z.int().meta({ minimum: 1 })], {
    error: 'must be an id: a whole number, or its digits in a string',
  })
  .transform((id) => String(id).trim())
  .refine((id) => /^[1-9]\d{0,17}$/.test(id), { error: 'must be an id: a whole number above 0' });

const TOPIC = /^[1-9][0-9]{0,15}$/;
const TOPIC_ERROR = 'must be the number of a topic: a whole number above 0, or its digits in a string';

/** A topic of a chat in Telegram; a string from here on. */
export const topicId = z
  .union([z.string().meta({ pattern: TOPIC.source }), z.int().meta({ minimum: 1 })], { error: TOPIC_ERROR })
  .transform((id) => String(id).trim())
  .refine((id) => TOPIC.test(id), { error: TOPIC_ERROR });

const CHAT = /^(-?[1-9][0-9]{0,15}|@[A-Za-z][A-Za-z0-9_]{3,31})$/;
const CHAT_ERROR = 'must be a chat: a whole number (below 0 of groups and channels), or @name';

/** A chat of Telegram: its number, or the name of a public one; a string from here on. */
export const chatId = z
  .union([z.string().meta({ pattern: CHAT.source }), z.int().meta({ minimum: 1 }), z.int().meta({ maximum: -1 })], {
    error: CHAT_ERROR,
  })
  .transform((id) => String(id).trim())
  .refine((id) => CHAT.test(id), { error: CHAT_ERROR });

/** An id that need not be a number (a trunk); a string from here on. */
export const looseId = z
  .union([z.string().meta({ pattern: '^[!-~]{1,64}$' }), z.int()], {
    error: orMissing('must be a string or a whole number'),
  })
  .transform((id) => String(id).trim())
  .refine((id) => /^[^\s\p{Cc}]{1,64}$/u.test(id), {
    error: 'must be 1 to 64 characters without spaces',
    abort: true,
  });

export const text = z
  .string({ error: orMissing('must be a text') })
  .trim()
  .min(1, 'must not be empty')
  .max(500, 'is too long');

/** Goes out in a header or a query and is never shown: printable ASCII, and not the mask that `show` prints. */
export const secretText = z
  .string({ error: 'must be a text' })
  .refine((secret) => !secret.includes('•'), { error: 'is masked: give the value itself', abort: true })
  .refine((secret) => /^[\x21-\x7e]{1,500}$/.test(secret), {
    error: 'must be 1 to 500 printable characters without spaces',
    abort: true,
  })
  .meta({ pattern: '^[!-~]{1,500}$' });

/** A number in a range that the message names. */
export function numberFrom(min: number, max: number) {
  const error = `must be a number from ${min} to ${max}`;
  return z.number({ error }).min(min, error).max(max, error);
}

export function wholeFrom(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, error).max(max, error);
}

export function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: `must be one of: ${values.join(', ')}` });
}

/** A map whose entries with `null` are not set. */
export function mapOf<T extends z.ZodType>(keyIs: RegExp, keyError: string, value: T) {
  return z
    .record(z.string().regex(keyIs, keyError), value.nullable(), { error: 'must be an object' })
    .transform((map): Record<string, NonNullable<z.output<T>>> => {
      const entries = Object.entries(map).flatMap(([key, entry]) => (entry == null ? [] : [[key, entry] as const]));
      return Object.fromEntries(entries);
    });
}

export function listOf<T extends z.ZodType>(item: T) {
  return z.array(item, { error: 'must be a list' });
}

/** The message of a key that may be one without which the file makes no sense. */
export function orMissing(message: string) {
  return (issue: { readonly input?: unknown }): string => (issue.input === undefined ? 'is missing' : message);
}
