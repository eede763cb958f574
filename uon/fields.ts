import * as z from 'zod';

import { cleanText } from '../domain/foreign-text.ts';
import { digitsOfNumbers } from '../domain/phone.ts';

/** The forms U-ON gives single values in. Each schema takes them all and gives one of ours. */

const scalar = z.union([z.string(), z.number()]);

/** An id, number or text, as text; one that says "none" is an error. */
export const id = scalar.transform(String).pipe(
  z
    .string()
    .trim()
    .min(1)
    .refine((text) => text !== '0'),
);

/** An id, or `null` for 0, "0", "", null and nothing at all. */
export const optionalId = scalar.nullish().transform((value) => {
  const text = String(value ?? '').trim();
  return text === '' || text === '0' ? null : text;
});

/** A text for people: HTML entities read, spaces around cut, '' for null and nothing. */
export const text = scalar.nullish().transform((value) => cleanText(String(value ?? '')));

/** A phone as digits, '' for none: U-ON stores "+7999" as " 7999". */
export const phoneDigits = scalar.nullish().transform((value) => String(value ?? '').replaceAll(/\D/g, ''));

/** The phones that people wrote into one field, as digits, extensions left out; `[]` for none. */
export const phones = scalar.nullish().transform((value) => digitsOfNumbers(String(value ?? '')));

/** A whole number; 0 for what is none. */
export const count = scalar.nullish().transform((value) => {
  const number = Number(value ?? 0);
  return Number.isSafeInteger(number) ? number : 0;
});

/** 1, "1", true for yes; 0, "0", false, "" for no; `missing` for null and nothing at all. */
export function flag(missing: boolean) {
  return z
    .union([scalar, z.boolean()])
    .nullish()
    .transform((value) => (value === null || value === undefined ? missing : value === true || Number(value) > 0));
}

/** A time without a zone, `Y-m-d H:i[:s]`, as U-ON wrote it; `null` for none and for MySQL's zero date. */
export const localTime = scalar.nullish().transform((value) => {
  const written = String(value ?? '').trim();
  return written === '' || written.startsWith('0000') ? null : written;
});

/** Hours from UTC as U-ON writes them for people (`+3`, `-4`, `+5:30`), as `+03:00`; null for none and for what is no offset. */
export const utcOffset = scalar
  .nullish()
  .catch(null)
  .transform((value) => {
    const [, sign = '+', hours = '', minutes = '00'] =
      /^([+-]?)([01]?\d)(?::?([0-5]\d))?$/.exec(String(value ?? '').trim()) ?? [];
    if (Number(hours) + Number(minutes) === 0 || Number(hours) > 14) return null;
    return `${sign || '+'}${hours.padStart(2, '0')}:${minutes}`;
  });
