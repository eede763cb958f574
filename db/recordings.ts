import type pg from 'pg';
import { isRecord } from '../domain/is-record.ts';
import { parsePbxEvent } from '../domain/pbx-event.ts';

/**
 * Where the recordings of these calls lie, by the call's id; calls without one are left out. As the PBX said it in a hangup, whichever
 * of them was the first to say it, else as a recovery was told it: addresses that may lead anywhere.
 */
export async function recordingsOf(
  pool: pg.Pool,
  enterprise: string,
  callIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (callIds.length === 0) return new Map();
  const { rows } = await pool.query<{ call_id: string; is_hangup: boolean; said: unknown }>(
    `select uniqueid as call_id, true as is_hangup, body as said, id as place from inbox
      where enterprise_number = $1 and uniqueid = any ($2) and event = 'hangup'
     union all
     select c.call_id, false, c.call, c.position from recovery_calls c join recoveries r on r.id = c.recovery_id
      where r.enterprise_number = $1 and c.call_id = any ($2) and c.call is not null
      order by is_hangup desc, place`,
    [enterprise, callIds],
  );
  const found = new Map<string, string>();
  for (const { call_id: callId, is_hangup: isHangup, said } of rows) {
    const address = isHangup ? addressInHangup(said) : addressInRecovered(said);
    if (address !== '' && !found.has(callId)) found.set(callId, address);
  }
  return found;
}

function addressInHangup(body: unknown): string {
  const read = parsePbxEvent('hangup', body);
  return read.ok && read.event.name === 'hangup' ? read.event.recordUrl : '';
}

function addressInRecovered(call: unknown): string {
  return isRecord(call) && typeof call['recordUrl'] === 'string' ? call['recordUrl'] : '';
}
