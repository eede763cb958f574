import type pg from 'pg';
import { addLeg, callOfLeg, forgetLeg } from '../db/call-legs.ts';
import { addLateStep, callStanding, openCall, openCallByPhone } from '../db/calls.ts';
import { callOfRepeat, insertEvent, moveToOwnCall, placeEvent, takeKept, type InboxRow } from '../db/inbox.ts';
import { inTransaction } from '../db/transaction.ts';
import { STORY_EVENTS, type PbxEvent } from '../domain/pbx-event.ts';
import { bodyHash, withoutToken, type EventBody } from './body-identity.ts';
import { opensCall, outsideNumbers, stateFor, type CallDoor } from './call-door.ts';

/** What is to be told to workflows now that the event is durable. */
export interface Accepted {
  /** The event's call; null while it fits none. */
  readonly callId: string | null;
  readonly deliveries: readonly InboxRow[];
  /** Events to be taken back from a call that they were wrongly given to. */
  readonly retractions: readonly { readonly callId: string; readonly inboxId: number }[];
}

export interface AcceptDeps {
  readonly pool: pg.Pool;
  /** Keyed hash of an E.164 number of an enterprise. */
  readonly hashPhone: (enterprise: string, e164: string) => string;
}

/**
 * Stores an event and finds its call, in one transaction: when this returns, the event is durable. A repeat changes
 * nothing. Throws what PostgreSQL throws.
 */
export async function acceptEvent(
  deps: AcceptDeps,
  door: CallDoor,
  event: PbxEvent,
  body: EventBody,
): Promise<Accepted> {
  const stored = withoutToken(body);
  const phoneHashes = outsideNumbers(event, door).map((number) => deps.hashPhone(door.enterprise, number));
  const row = {
    enterprise: door.enterprise,
    event: event.name,
    bodyHash: bodyHash(stored),
    uniqueId: event.uniqueId,
    body: stored,
    phoneHashes,
  };
  return inTransaction(deps.pool, async (client) => {
    await lockPlaces(client, door.enterprise, [event.uniqueId, ...phoneHashes]);
    const inserted = await insertEvent(client, row);
    if (!inserted) return { callId: await callOfRepeat(client, row), deliveries: [], retractions: [] };
    if (event.uniqueId === '') return { callId: null, deliveries: [], retractions: [] };
    return opensCall(event)
      ? placeOwn(client, event, inserted, phoneHashes)
      : placeLeg(client, event, inserted, phoneHashes);
  });
}

/**
 * Two events of one channel or number are placed one after the other: else a leg that looks for its call and the start
 * that makes it would each miss the other.
 */
async function lockPlaces(client: pg.PoolClient, enterprise: string, places: readonly string[]): Promise<void> {
  const named = places.filter((place) => place !== '').map((place) => `${enterprise}/${place}`);
  await client.query(
    `select pg_advisory_xact_lock(key) from
       (select distinct hashtextextended(place, 0) as key from unnest($1::text[]) as place order by key) as keys`,
    [named],
  );
}

async function placeOwn(
  client: pg.PoolClient,
  event: PbxEvent,
  row: InboxRow,
  phoneHashes: readonly string[],
): Promise<Accepted> {
  const { enterprise, uniqueId: callId } = row;
  if ((await callStanding(client, enterprise, callId)) === 'closed') return placeInCall(client, event, row, callId);
  const isNew = await openCall(client, { enterprise, callId, phoneHash: phoneHashes[0] ?? null });
  const moved = isNew ? await moveToOwnCall(client, { enterprise, uniqueId: callId, storyEvents: STORY_EVENTS }) : [];
  if (isNew) await forgetLeg(client, enterprise, callId);
  // A later hangup of a known call names its number again, which by then may be another call's.
  const namedNow = isNew || event.name !== 'hangup' ? phoneHashes : [];
  const kept = await takeKept(client, {
    enterprise,
    callId,
    uniqueId: callId,
    phoneHashes: namedNow,
    storyEvents: STORY_EVENTS,
  });
  for (const leg of new Set(kept.map((one) => one.uniqueId))) {
    if (leg !== callId) await addLeg(client, enterprise, leg, callId);
  }
  const placed = await placeInCall(client, event, row, callId);
  return {
    callId,
    deliveries: [...placed.deliveries, ...storyOf(kept), ...storyOf(moved.map((one) => one.row))],
    retractions: moved.map((one) => ({ callId: one.from, inboxId: one.row.id })),
  };
}

async function placeLeg(
  client: pg.PoolClient,
  event: PbxEvent,
  row: InboxRow,
  phoneHashes: readonly string[],
): Promise<Accepted> {
  const { enterprise, uniqueId } = row;
  if ((await callStanding(client, enterprise, uniqueId)) !== 'unknown')
    return placeInCall(client, event, row, uniqueId);
  const known = await callOfLeg(client, enterprise, uniqueId);
  if (known !== null) return placeInCall(client, event, row, known);
  const callId = await openCallByPhone(client, enterprise, phoneHashes);
  if (callId === null) {
    await placeEvent(client, row.id, 'kept', null);
    return { callId: null, deliveries: [], retractions: [] };
  }
  await addLeg(client, enterprise, uniqueId, callId);
  const kept = await takeKept(client, { enterprise, callId, uniqueId, phoneHashes: [], storyEvents: STORY_EVENTS });
  const placed = await placeInCall(client, event, row, callId);
  return { ...placed, deliveries: [...placed.deliveries, ...storyOf(kept)] };
}

async function placeInCall(client: pg.PoolClient, event: PbxEvent, row: InboxRow, callId: string): Promise<Accepted> {
  const standing = await callStanding(client, row.enterprise, callId);
  const state = standing === 'closed' ? 'late' : stateFor(event);
  await placeEvent(client, row.id, state, callId);
  if (state === 'late') await addLateStep(client, row.enterprise, callId, lateStep(row));
  return { callId, deliveries: state === 'waiting' ? [{ ...row, callId }] : [], retractions: [] };
}

/** How an event that came after its call was closed stands in the journal. */
export function lateStep(row: Pick<InboxRow, 'event' | 'receivedAt'>) {
  return {
    name: `event ${row.event}`,
    at: row.receivedAt.toISOString(),
    status: 'late' as const,
    error: 'it came after the call was closed and does nothing',
  };
}

function storyOf(rows: readonly InboxRow[]): readonly InboxRow[] {
  return rows.filter((row) => STORY_EVENTS.some((name) => name === row.event));
}
