import { z } from 'zod';

import { listOf, orDefault, wholeFrom } from './fields.ts';

/** A time of day, `09:00`; `24:00` is the end of the day. Such texts sort as the times do. */
const timeOfDay = z
  .string({ error: 'must be a time like 09:00' })
  .regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/, { error: 'must be a time like 09:00', abort: true });

/** ISO days, Monday is 1: each once, in the order of the week. */
const days = listOf(wholeFrom(1, 7))
  .min(1, 'must have at least one day, 1 (Monday) to 7')
  .transform((given) => [...new Set(given)].toSorted((one, other) => one - other));

/** When people may be called, by the clocks where they are. */
export const workingHours = z
  .strictObject({
    days: orDefault(days, [1, 2, 3, 4, 5]),
    from: orDefault(timeOfDay, '09:00'),
    to: orDefault(timeOfDay, '18:00'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be later than from' })
  .meta({ examples: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }] });

export type WorkingHours = z.output<typeof workingHours>;
