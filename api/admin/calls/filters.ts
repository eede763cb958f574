import { z } from 'zod';
import {
  CALL_DIRECTIONS,
  CALL_RESULTS,
  SOUGHT_ID,
  SOUGHT_ID_MAX,
  SOUGHT_PHONE,
} from '../../../domain/journal-filters.ts';

const id = z.string().max(SOUGHT_ID_MAX).regex(SOUGHT_ID);
const day = z.iso.date().meta({ examples: ['2025-09-14'] });

/** The calls that are wanted; a query that is empty wants all. */
export const callFilters = z.object({
  phone: z
    .string()
    .max(60)
    .regex(SOUGHT_PHONE, { error: 'must be a telephone number, or at least its last 4 digits' })
    .exactOptional()
    .meta({
      description: 'A number, however it is written, or some of its last digits, four at least',
      examples: ['+375 29 111-22-33', '8 (029) 111-22-33', '2233'],
    }),
  manager_id: id.exactOptional().meta({ description: 'Id of the manager in U-ON', examples: ['2'] }),
  extension: id.exactOptional().meta({ description: 'Who talked; a missed call has none', examples: ['151'] }),
  result: z.enum(CALL_RESULTS).exactOptional().meta({
    description:
      'answered: somebody talked; missed: it ended and nobody did; failed: a step of it failed; open: it is under way',
  }),
  direction: z.enum(CALL_DIRECTIONS).exactOptional().meta({ description: 'Where the call went' }),
  from: day.exactOptional().meta({ description: 'The first day, in the enterprise’s time zone' }),
  to: day.exactOptional().meta({ description: 'The last day, in the enterprise’s time zone' }),
});
export type CallFilters = z.output<typeof callFilters>;

/** Calls of one page at most, and where nothing is said. */
const PAGE_MOST = 200;
const PAGE_USUAL = 50;

export const callsQuery = callFilters.extend({
  before: z
    .string()
    .max(200)
    .regex(/^\d{1,16}\.[\x21-\x7e]+$/)
    .exactOptional()
    .meta({ description: '`next` of the page before, as it was given', examples: ['1757840724120000.1757840723.6'] }),
  limit: z
    .string()
    .regex(/^(?:[1-9]\d?|1\d\d|200)$/, { error: `must be a number from 1 to ${PAGE_MOST}` })
    .transform(Number)
    .default(PAGE_USUAL)
    .meta({ description: `Calls of the page: ${PAGE_USUAL} unless told, ${PAGE_MOST} at most` }),
});

export const exportQuery = callFilters.extend({
  lang: z.enum(['ru', 'en']).default('ru').meta({ description: 'Language of the column names and words' }),
});
