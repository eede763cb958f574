import { z } from 'zod';

import { mapOf } from './fields.ts';

/** An internal number of the PBX, a number or its digits in a string; a string from here on. */
export const extension = z
  .union([z.string().meta({ pattern: '^[A-Za-z0-9_*#.+-]{1,32}$' }), z.int().nonnegative()], {
    error: 'must be an extension: a string or a whole number',
  })
  .transform((value) => String(value).trim())
  .refine((value) => /^[\w*#.+-]{1,32}$/.test(value), { error: 'must be an extension without spaces' });

/** {manager id: extension or list of them}; always a list from here on, each extension once. */
export const userExtensions = mapOf(
  /^[1-9]\d{0,17}$/,
  'must be a manager id: a whole number above 0',
  z
    .union([extension, z.array(extension)], { error: 'must be an extension or a list of them' })
    .transform((value) => [...new Set(Array.isArray(value) ? value : [value])]),
);
