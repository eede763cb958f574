import { z } from 'zod';

const MAX_ID_LENGTH = 150;
const MAX_TEXT_LENGTH = 2_000;

/** A text as a PBX writes it; it may be empty. */
export const printableText = z
  .string()
  .max(MAX_TEXT_LENGTH)
  .refine((value) => !/\p{Cc}/u.test(value.trim()) && value.isWellFormed(), 'must not hold control characters');

/** Asterisk's Uniqueid of a channel. */
export const channelId = z
  .string({ error: "must be the channel's Uniqueid, as text" })
  .trim()
  .max(MAX_ID_LENGTH)
  .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII, without spaces and not empty');

/** `["152&151"]`, `["SIP/150"]` and `[""]` all occur: single extensions, without their technology. */
export function splitExtensions(values: readonly string[]): string[] {
  const single = values
    .flatMap((value) => value.split(/[&,]/))
    .map((value) => value.trim().replace(/^[A-Za-z]+\//, ''))
    .filter((value) => value !== '');
  return [...new Set(single)];
}
