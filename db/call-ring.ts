import type pg from 'pg';
import { receivedEvents, type ReceivedEvent, type StoredEvent } from '../domain/received-event.ts';

/** A PBX that dials without end must not make a list without end. */
const MOST_DIALS = 100;

/** When a call's extensions were rung, and its hangup, in the order of their arrival. */
export async function ringOf(pool: pg.Pool, enterprise: string, callId: string): Promise<readonly ReceivedEvent[]> {
  const of = `select id, event, body, received_at as "receivedAt" from inbox where enterprise_number = $1 and uniqueid = $2`;
  const { rows } = await pool.query<StoredEvent>(
    `(${of} and event = 'dial' order by id limit ${MOST_DIALS}) union all (${of} and event = 'hangup' order by id limit 1)`,
    [enterprise, callId],
  );
  return receivedEvents(rows);
}
