import { z } from 'zod';
import { EFFECT_STATES } from '../../db/effects.ts';
import { INBOX_STATES } from '../../db/inbox.ts';
import { POPUP_STATES } from '../../db/popups.ts';
import { REQUEST_OUTCOMES } from '../../domain/logged-request.ts';
import { callRow } from './calls/row.ts';

const id = z.string().nullable();
const time = z.iso.datetime();

/** The call as the list of calls has it, and what a list has no room for. */
export const storyRow = callRow.extend({
  closed_at: time.nullable().meta({ description: 'Null while it is under way' }),
  client_id: id,
  lead_id: id,
  is_recovered: z.boolean().meta({ description: 'It was told afterwards, by a recovery' }),
});

export const storyStep = z.object({
  name: z.string(),
  at: time,
  status: z.enum(['done', 'running', 'skipped', 'failed', 'late']),
  error: z.string().nullable().meta({ description: 'Why it failed or was not done' }),
  code: z.string().nullable().meta({ description: 'The type of the failure, by which it is looked up: uon-refused' }),
  is_repeat: z.boolean().meta({ description: 'Somebody had the step of this name done anew' }),
  is_mended: z.boolean().meta({ description: 'It failed, and a repeat has done it since' }),
});

export const storyEvent = z.object({
  id: z.int(),
  name: z.string(),
  uniqueid: z.string().meta({ description: 'The channel: the call’s own, or a leg of it' }),
  received_at: time,
  state: z.enum(INBOX_STATES),
  body: z.record(z.string(), z.unknown()).meta({ description: 'As it came, without its token' }),
});

export const storyRequest = z.object({
  at: time.meta({ description: 'When it left, or was given up' }),
  http_method: z.enum(['GET', 'POST']),
  method: z.string().meta({ description: 'U-ON’s method', examples: ['user/update'] }),
  path: z.string().meta({ description: 'Without address and key', examples: ['user/update/5.json'] }),
  parameters: z.record(z.string(), z.unknown()).nullable().meta({ description: 'What was sent; null of a GET' }),
  outcome: z.enum(REQUEST_OUTCOMES).meta({
    description: '`ok` and `empty` are answers; of the others `uon-<outcome>` is the failure',
  }),
  status: z.int().nullable().meta({ description: 'Of HTTP; null where no answer came' }),
  code: z
    .string()
    .nullable()
    .meta({ description: 'The network’s word, or why it was not sent: ETIMEDOUT, ERR_PAUSED' }),
  answer: z
    .json()
    .meta({ description: 'What U-ON answered; others’ personal data reads «…». Null where no answer came' }),
  is_cut: z.boolean().meta({ description: 'The answer was longer than what is kept' }),
  took_ms: z.int().nullable().meta({ description: 'From its leaving to the end of the answer' }),
  attempt: z.int().nullable().meta({ description: 'Of the activity, from 1; null on the quick way of a popup' }),
});

export const storyPopup = z.object({
  manager_id: z.string(),
  variant: z.string().meta({ examples: ['basic', 'enriched'] }),
  state: z.enum(POPUP_STATES),
  attempts: z.int(),
  claimed_at: time,
  finished_at: time.nullable(),
});

export const storyEffect = z.object({
  effect: z.string().meta({ examples: ['call_history/create'] }),
  state: z.enum(EFFECT_STATES),
  sends: z.int().meta({ description: 'Requests that left, or may have' }),
  first_at: time,
  marked_at: time,
  made_id: id,
});
