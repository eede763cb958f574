import { z } from 'zod';
import { inputWords } from './input-words.ts';
import type { Direction } from './call-facts.ts';
import type { FinishedCall } from './finished-call.ts';
import { channelId, printableText, splitExtensions } from './pbx-fields.ts';
import { orUnset, uonId } from './settings/fields.ts';
import { HIDDEN_WORD } from './phone-text.ts';
import { epochMsToPbxTime, isPbxTime, plainPbxTime, secondsBetween } from './pbx-time.ts';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ...{ incoming: 'incoming', outgoing: 'outgoing', internal: 'internal' },
  // As U-ON numbers them.
  ...{ 1: 'outgoing', 2: 'incoming' },
};

/** `incoming`, `outgoing`, `internal`, and U-ON's 1 (outgoing) and 2 (incoming). */
export const directionField = z
  .union([z.enum(['incoming', 'outgoing', 'internal', '1', '2']), z.literal([1, 2])], {
    error: "must be incoming, outgoing or internal (or U-ON's 1 outgoing, 2 incoming)",
  })
  .transform((value) => DIRECTIONS[value] ?? 'incoming');

const TIME = 'must be a time like 2025-09-14 12:05:46 (of the enterprise) or 2025-09-14T09:05:46Z';
const ZONED = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;
const timeField = z
  .string({ error: TIME })
  .trim()
  .refine((text) => isPbxTime(text) || isZoned(text), TIME)
  .meta({ examples: ['2025-09-14 12:05:46', '2025-09-14T09:05:46Z'] });

const phoneField = z
  .union(
    [
      printableText.meta({ pattern: '^(anonymous|[+]?[0-9][0-9 ()-]{2,19})?$' }),
      z.number().transform(String),
      z.null().transform(() => ''),
    ],
    {
      error: 'must be the outside number as text (empty where it was hidden)',
    },
  )
  .transform((text) => text.trim())
  .refine((text) => text === '' || HIDDEN_WORD.test(text) || /\d/.test(text), {
    error: 'must be a telephone number (empty, or anonymous, where it was hidden)',
  });

const answeredField = z
  .union([z.boolean(), z.literal([0, 1]), z.enum(['0', '1', 'true', 'false'])], { error: 'must be true or false' })
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true');

const extensionField = z
  .union([printableText, z.number().transform(String), z.null().transform(() => '')], {
    error: 'must be an extension such as 151',
  })
  .optional()
  .transform((text) => splitExtensions([text ?? ''])[0] ?? null);

const managerField = orUnset(uonId).transform((id) => id ?? null);

const RECORD = 'must be the address of the recording, http:// or https://';
const recordField = z
  .union([printableText.meta({ pattern: '^(https?://[a-z][a-z0-9]*([.][a-z]+)*(/[A-Za-z0-9._-]*)*)?$' }), z.null()], {
    error: RECORD,
  })
  .optional()
  .transform((text) => text?.trim() || null)
  // Managers click on it in U-ON.
  .refine((text) => text === null || isWebAddress(text), { error: RECORD })
  .meta({ examples: ['https://pbx.example/r/17.mp3'] });

const DURATION = 'must be the seconds of talk, 0 of a missed call';
const durationField = z
  .union(
    [
      z.number().meta({ type: 'integer', minimum: 0, maximum: 604_800 }),
      z.string().trim().regex(/^\d+$/).meta({ pattern: '^[0-9]{1,5}$' }).transform(Number),
    ],
    { error: DURATION },
  )
  .refine((seconds) => Number.isInteger(seconds) && seconds >= 0 && seconds <= 604_800, { error: DURATION });

/** One call of `POST /recovery/calls`. */
export const recoveredCallBody = z.object({
  uniqueid: channelId,
  phone: phoneField,
  direction: directionField,
  start: timeField,
  end: timeField,
  answered: answeredField,
  extension: extensionField,
  record_url: recordField,
});

/** The call of `POST /internal/uon/log-call`, beside its enterprise. */
export const loggedCallBody = z.object({
  uniqueid: channelId,
  phone: phoneField,
  direction: directionField,
  start: timeField,
  duration: durationField,
  extension: extensionField,
  manager_id: managerField,
  record_url: recordField,
});

export interface CallProblem {
  readonly field: string;
  readonly message: string;
}
export type ParsedCall =
  | { readonly ok: true; readonly call: FinishedCall }
  | { readonly ok: false; readonly problems: readonly CallProblem[] };

/** Reads a call of a recovery; times without a zone are the enterprise's. Never throws. */
export function parseRecoveredCall(body: unknown, timezone: string): ParsedCall {
  const parsed = recoveredCallBody.safeParse(body, { error: inputWords });
  if (!parsed.success) return broken(parsed.error);
  const { uniqueid: callId, phone, direction, answered, extension, record_url: recordUrl } = parsed.data;
  const start = inZone(parsed.data.start, timezone);
  const end = inZone(parsed.data.end, timezone);
  if ((secondsBetween(start, end) ?? 0) < 0) {
    return { ok: false, problems: [{ field: 'end', message: 'must not be before start' }] };
  }
  return { ok: true, call: { callId, phone, direction, start, end, answered, extension, managerId: null, recordUrl } };
}

/** Reads a call that is logged by itself: one that took no time was missed. Never throws. */
export function parseLoggedCall(body: unknown, timezone: string): ParsedCall {
  const parsed = loggedCallBody.safeParse(body, { error: inputWords });
  if (!parsed.success) return broken(parsed.error);
  const { uniqueid: callId, phone, direction, duration, extension, record_url: recordUrl } = parsed.data;
  const start = inZone(parsed.data.start, timezone);
  const end = secondsLater(start, duration);
  const who = { extension, managerId: parsed.data.manager_id };
  return { ok: true, call: { callId, phone, direction, start, end, answered: duration > 0, ...who, recordUrl } };
}

function broken(error: z.ZodError): ParsedCall {
  const problems = error.issues.map(({ path, message }) => ({ field: path.join('.') || 'call', message }));
  return { ok: false, problems };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function isZoned(text: string): boolean {
  return ZONED.test(text) && isPbxTime(text.slice(0, 19)) && !Number.isNaN(Date.parse(text.replace(' ', 'T')));
}

/** As the enterprise's PBX would have written it. */
function inZone(text: string, timezone: string): string {
  return isPbxTime(text) ? plainPbxTime(text) : epochMsToPbxTime(Date.parse(text.replace(' ', 'T')), timezone);
}

/** By the clock on the wall, as `secondsBetween` counts. */
function secondsLater(start: string, seconds: number): string {
  const ms = Date.parse(`${start.replace(' ', 'T')}Z`) + seconds * 1000;
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
