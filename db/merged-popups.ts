import type pg from 'pg';
import { receivedEvents, type ReceivedEvent, type StoredEvent } from '../domain/received-event.ts';
import { CLAIM_OVER_MS, CLAIM_TIMEOUT } from './effects.ts';
import { MARK_POPUPS, MAX_POPUP_ATTEMPTS, standingOf, takeOver } from './popups.ts';
import type { PopupMark, PopupRow, PopupStanding } from './popups.ts';

/** Whose popups are sent together. */
export interface MergedKey {
  readonly enterprise: string;
  readonly managerId: string;
}

const CLAIM_SECONDS = CLAIM_OVER_MS / 1_000;

/** What became so far of the popups of some calls for one manager; `rest`: as in `popupStanding`. */
export async function popupStandings(
  pool: pg.Pool,
  { enterprise, managerId }: MergedKey,
  callIds: readonly string[],
  rest: number,
): Promise<ReadonlyMap<string, PopupStanding>> {
  const { rows } = await pool.query<PopupRow & { call_id: string }>(
    `select call_id, state, attempts, claimed_at > clock_timestamp() - make_interval(secs => $4) as is_alive,
            finished_at > clock_timestamp() - make_interval(secs => $5) as is_resting
       from popups where enterprise_number = $1 and manager_id = $2 and call_id = any ($3)`,
    [enterprise, managerId, callIds, CLAIM_SECONDS, rest / 1_000],
  );
  const found = new Map(rows.map(({ call_id, ...row }) => [call_id, row]));
  return new Map(callIds.map((callId) => [callId, standingOf(found.get(callId))]));
}

/** A PBX that tells of a call without end must not make a list without end. */
const MOST_EVENTS = 2_000;

/** Which of these calls have hung up, whether their workflows know of it or not, and what of each tells how it ended. */
export async function endedCalls(
  pool: pg.Pool,
  enterprise: string,
  callIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ReceivedEvent[]>> {
  const { rows: hungUp } = await pool.query<{ uniqueid: string }>(
    `select distinct uniqueid from inbox where enterprise_number = $1 and uniqueid = any ($2) and event = 'hangup'`,
    [enterprise, callIds],
  );
  const ended = hungUp.map(({ uniqueid }) => uniqueid);
  if (ended.length === 0) return new Map();
  // By one array of channels, as OF_ITS_CHANNELS.
  const { rows } = await pool.query<StoredEvent & { callId: string }>(
    `select id, event, body, received_at as "receivedAt", coalesce(call_id, uniqueid) as "callId" from inbox
      where enterprise_number = $1 and event in ('dial', 'bridge', 'hangup')
        and uniqueid = any (
          array(select uniqueid from call_legs where enterprise_number = $1 and call_id = any ($2)) || $2::text[])
      order by id limit ${MOST_EVENTS}`,
    [enterprise, ended],
  );
  const byCall = Map.groupBy(rows, ({ callId }) => callId);
  return new Map(ended.map((callId) => [callId, receivedEvents(byCall.get(callId) ?? [])]));
}

/**
 * Claims the popups of several calls for a manager, right before the one request that tells of them leaves; by the same sender
 * again, too. None is claimed where other calls than `ended` have hung up by now, since the text would be wrong. True where all
 * are claimed; those of a claim that got only some are given back.
 */
export async function claimMerged(
  pool: pg.Pool,
  key: MergedKey,
  popups: readonly { readonly callId: string; readonly variant: string; readonly eventAtMs: number }[],
  { sender, ended, rest }: { readonly sender: string; readonly ended: readonly string[]; readonly rest: number },
): Promise<boolean> {
  const callIds = popups.map(({ callId }) => callId);
  const { rows } = await pool.query<{ call_id: string }>({
    text: `with asked as (select * from unnest($3::text[], $4::text[], $9::timestamptz[]) as asked (call_id, variant, event_at)),
     over as (
       select array(select call_id from asked where exists (
         select from inbox where enterprise_number = $1 and uniqueid = asked.call_id and event = 'hangup')) as call_ids)
     insert into popups as p (enterprise_number, call_id, manager_id, variant, state, sender, event_at)
     select $1, asked.call_id, $2, asked.variant, 'claimed', $5, asked.event_at from asked, over
      where over.call_ids <@ $6::text[] and over.call_ids @> $6::text[]
      order by asked.call_id
     ${takeOver({ most: '$7', seconds: '$8', rest: '$10' })}
     returning p.call_id`,
    values: [
      ...[key.enterprise, key.managerId, callIds, popups.map(({ variant }) => variant)],
      ...[sender, ended, MAX_POPUP_ATTEMPTS, CLAIM_SECONDS],
      ...[popups.map(({ eventAtMs }) => new Date(eventAtMs)), rest / 1_000],
    ],
    ...CLAIM_TIMEOUT,
  });
  if (rows.length === popups.length) return true;
  if (rows.length > 0) await markMerged(pool, key, callIds, sender, 'not-sent');
  return false;
}

/**
 * As `markPopup`, of all that one request told of, but only of claims that stand: one that got only some has given them back, and
 * where that is told again no second attempt must be taken off.
 */
export async function markMerged(
  pool: pg.Pool,
  { enterprise, managerId }: MergedKey,
  callIds: readonly string[],
  sender: string,
  state: PopupMark,
): Promise<void> {
  await pool.query(
    `${MARK_POPUPS}
      where enterprise_number = $1 and manager_id = $2 and call_id = any ($3)
        and ($5 = 'sent' or (sender = $4 and state = 'claimed'))`,
    [enterprise, managerId, callIds, sender, state],
  );
}
