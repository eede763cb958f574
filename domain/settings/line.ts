import { z } from 'zod';

import { looseId, orUnset, text } from './fields.ts';

const phone = z
  .union([z.string().meta({ examples: ['+375173001363'] }), z.int().meta({ examples: [375173001363] })], {
    error: 'must be a telephone number',
  })
  .transform(String);

/** A trunk id alone, or with its name and the agency's own phone; one shape from here on. */
export const line = z
  .preprocess(
    (value) => (typeof value === 'string' || typeof value === 'number' ? { trunk: value } : value),
    z.strictObject({ trunk: looseId, name: orUnset(text), phone: orUnset(phone) }, { error: lineError }),
  )
  .meta({ shortForm: { type: ['string', 'integer'], pattern: '^[!-~]{1,64}$' } });

function lineError(issue: { code: string }): string | undefined {
  return issue.code === 'invalid_type' ? 'must be a trunk id or {trunk, name, phone}' : undefined;
}

/** A trunk of the enterprise: the name is shown as «Линия», the phone (E.164 in an `Enterprise`) is the agency's own. */
export type Line = z.output<typeof line>;

/** The agency's own numbers. */
export function ownNumbers(lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ phone: number }) => (number === undefined ? [] : [number]));
}
