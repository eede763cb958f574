import { z } from 'zod';
import { pbxEventBodies } from '../domain/pbx-event-bodies.ts';
import type { PbxEventName } from '../domain/pbx-event.ts';
import type { Operation } from './openapi/operation.ts';

/** The largest event that was ever seen has 500 bytes. */
export const EVENT_LIMIT_BYTES = 128 * 1_024;

const taken = z
  .object({
    call_id: z.string().nullable().meta({ description: 'Its call; null while it fits none' }),
  })
  .meta({ id: 'EventTaken' });

const ofCall = { UniqueId: '1757840723.6', Phone: '375291112233', CallType: 0, Trunk: '0001363' };
const lines = { UniqueId: '1757840723.6', CallerIDNum: '375291112233', ConnectedLineNum: '151' };
const times = { DateReceived: '2025-09-14 12:05:23', StartTime: '2025-09-14 12:05:31', EndTime: '2025-09-14 12:06:06' };

const SUMMARIES: Readonly<Record<PbxEventName, readonly [summary: string, example: object]>> = {
  start: ['A call begins', ofCall],
  dial: ['Extensions are rung', { ...ofCall, Extensions: ['150', '151'] }],
  bridge: ['A channel enters a bridge', { ...lines, BridgeUniqueid: '7c9f1a52' }],
  hangup: ['A channel ends', { ...ofCall, ...times, CallStatus: 2, Extensions: ['151'] }],
  bridge_create: ['A bridge is made: kept for the record', { ...lines, UniqueId: '' }],
  bridge_leave: ['A channel leaves a bridge: kept for the record', lines],
  bridge_destroy: ['A bridge is gone: kept for the record', { ...lines, UniqueId: '' }],
  new_callerid: ['A channel has another number: kept for the record', lines],
};

/** `POST /api/callevent/{event}`, one operation an event: each has a body of its own. */
export function eventOperation(event: PbxEventName): Operation {
  const [summary, example] = SUMMARIES[event];
  return {
    ...{
      method: 'post',
      path: `/api/callevent/${event}`,
      id: `take_${event}`,
      tag: 'PBX',
      access: 'pbx-token',
      summary,
    },
    description: 'Any `Content-Type` is taken. The token may stand in the field `Token` instead of the header.',
    body: { schema: pbxEventBodies[event], limitBytes: EVENT_LIMIT_BYTES, examples: { [event]: example } },
    answers: { 202: { description: 'The event is durable', schema: taken, example: { call_id: '1757840723.6' } } },
    problems: { 422: 'Fields are wrong or missing; `errors` names each' },
  };
}

export type EventTaken = z.output<typeof taken>;
