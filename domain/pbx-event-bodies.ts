import { z } from 'zod';
import { channelId, printableText as printable, splitExtensions } from './pbx-fields.ts';
import { isPbxTime } from './pbx-time.ts';

/** 0 incoming, 1 outgoing, 2 internal, as the dialplan numbers them. */
export type CallType = 0 | 1 | 2;

const CALL_TYPES = { '0': 0, '1': 1, '2': 2 } as const;

const text = z
  .union([printable, z.number().transform(String), z.null().transform(() => '')])
  .optional()
  .transform((value) => (value ?? '').trim());
const requiredText = z
  .union([printable, z.number().transform(String)], { error: 'must be text (it may be empty)' })
  .transform((value) => value.trim());
const uniqueId = channelId.meta({ description: 'Uniqueid of the channel' });
const callType = z
  .union(
    [z.literal<CallType[]>([0, 1, 2]), z.enum(['0', '1', '2']).transform((digit): CallType => CALL_TYPES[digit])],
    {
      error: 'must be 0 (incoming), 1 (outgoing) or 2 (internal)',
    },
  )
  .meta({ description: '0 incoming, 1 outgoing, 2 internal' });
const callStatus = z
  .union([z.literal([0, 2]), z.enum(['0', '2'])], { error: 'must be 2 (answered) or 0 (not answered)' })
  .transform((value) => String(value) === '2')
  .meta({ description: '2 answered, 0 not answered' });

const TIME_ERROR = 'must be a time like 2025-09-14 12:05:46';
const TIME = { description: 'In the enterprise’s time zone', examples: ['2025-09-14 12:05:46'] };
const requiredTime = z.string({ error: TIME_ERROR }).trim().refine(isPbxTime, TIME_ERROR).meta(TIME);
const timeOrEmpty = z
  .string()
  .trim()
  .refine((value) => value === '' || isPbxTime(value), TIME_ERROR)
  .meta(TIME);
const time = z
  .union([timeOrEmpty, z.null()], { error: TIME_ERROR })
  .optional()
  .transform((value) => value ?? '');

const oneExtension = z.union([printable, z.number().transform(String)]);
const extensions = z
  .union([z.array(oneExtension).max(500), oneExtension.transform((one) => [one])], {
    error: 'must be a list of extensions such as ["150","151"]',
  })
  .transform(splitExtensions);
const optionalExtensions = z
  .union([extensions, z.null().transform((): string[] => [])])
  .optional()
  .transform((value) => value ?? []);

const channel = { UniqueId: uniqueId, CallerIDNum: text, ConnectedLineNum: text };
const lifecycle = { ...channel, UniqueId: z.union([z.literal(''), uniqueId]) };
const outside = requiredText.meta({ description: 'The outside party; empty for a hidden one' });

/**
 * The bodies of the events. Required fields are those that the dialplan always sends; any other may be missing, null or empty, and
 * fields that are not named here are kept in the record.
 */
export const pbxEventBodies = {
  start: z.object({ UniqueId: uniqueId, Phone: outside, CallType: callType, Trunk: text }),
  dial: z.object({
    UniqueId: uniqueId,
    Phone: outside,
    CallType: callType,
    Trunk: text,
    ExtPhone: text.meta({ description: 'Taken where `Phone` is empty' }),
    Extensions: extensions.meta({ description: 'Who is rung' }),
  }),
  bridge: z.object({
    ...channel,
    BridgeUniqueid: text.meta({ description: 'The bridge: tells the order of conversations' }),
  }),
  hangup: z.object({
    UniqueId: uniqueId,
    Phone: outside,
    CallType: callType,
    CallStatus: callStatus,
    StartTime: time.meta({ description: 'When it was answered, in the enterprise’s time zone' }),
    EndTime: requiredTime,
    DateReceived: time.meta({ description: 'When it came, in the enterprise’s time zone' }),
    Extensions: optionalExtensions,
    Trunk: text,
    RecordUrl: text.meta({ description: 'Where the recording is' }),
  }),
  bridge_create: z.object(lifecycle),
  bridge_destroy: z.object(lifecycle),
  bridge_leave: z.object(channel),
  new_callerid: z.object(channel),
};
