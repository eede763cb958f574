import { z } from 'zod';

const time = z.iso.datetime();

/** A call in a list. */
export const callRow = z
  .object({
    call_id: z.string(),
    opened_at: time,
    status: z.enum(['ringing', 'talking', 'ended']),
    direction: z.enum(['incoming', 'outgoing', 'internal']).nullable(),
    answered: z.boolean(),
    phone: z.string().nullable().meta({ description: 'E.164; null: hidden, none, or forgotten' }),
    name: z.string().nullable().meta({ description: 'Client or company that our customers have under the number' }),
    line: z.string().nullable(),
    extension: z.string().nullable().meta({ description: 'Who talked; a missed call has none' }),
    manager: z
      .object({ id: z.string(), name: z.string().nullable() })
      .nullable()
      .meta({ description: 'The name is that of U-ON’s list, if we have read it' }),
    duration_s: z.int().nullable(),
    failed_steps: z.int(),
    has_recording: z.boolean(),
    closed: z.boolean().meta({ description: 'All that is owed to it is done' }),
    forgotten: z.boolean().meta({ description: 'Its number and steps were emptied, being old' }),
  })
  .meta({ id: 'CallRow' });
export type CallRow = z.output<typeof callRow>;

/** A call as it goes on. */
export const liveCall = callRow
  .extend({
    last_step: z
      .object({
        name: z.string(),
        at: time,
        status: z.enum(['done', 'running', 'skipped', 'failed', 'late']),
        error: z.string().exactOptional(),
      })
      .nullable(),
  })
  .meta({ id: 'LiveCall' });
export type LiveCall = z.output<typeof liveCall>;
