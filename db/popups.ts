import type pg from 'pg';
import { CLAIM_OVER_MS, CLAIM_TIMEOUT } from './effects.ts';

export interface PopupKey {
  readonly enterprise: string;
  readonly callId: string;
  readonly managerId: string;
}

/** As the table has it. */
export const POPUP_STATES = ['claimed', 'sent', 'not-sent', 'unclear', 'dropped'] as const;
export type PopupState = (typeof POPUP_STATES)[number];

/** What became of a popup so far; `free`: it may be sent. */
export type PopupStanding = 'free' | 'in-flight' | 'sent' | 'unclear' | 'dropped';
/** What a claim found: the popup is ours to send now, nobody rings any more, or what became of it. */
export type PopupClaim = 'mine' | 'over' | Exclude<PopupStanding, 'free'>;

/** A popup may be sent twice at most, and a second time only where the first may not have arrived. */
export const MAX_POPUP_ATTEMPTS = 2;
const CLAIM_SECONDS = CLAIM_OVER_MS / 1_000;

/** What of a popup's row tells how it stands. */
export interface PopupRow {
  state: PopupState | null;
  is_alive: boolean;
  attempts: number;
}

export async function popupStanding(pool: pg.Pool, key: PopupKey): Promise<PopupStanding> {
  const { rows } = await pool.query<PopupRow>(
    `select state, attempts, claimed_at > clock_timestamp() - make_interval(secs => $4) as is_alive
       from popups where enterprise_number = $1 and call_id = $2 and manager_id = $3`,
    [key.enterprise, key.callId, key.managerId, CLAIM_SECONDS],
  );
  return standingOf(rows[0]);
}

/** Without a row nobody has begun with it. */
export function standingOf(row: PopupRow | undefined): PopupStanding {
  if (!row) return 'free';
  const isOpen = row.state === 'not-sent' || row.state === 'unclear' || (row.state === 'claimed' && !row.is_alive);
  return isOpen && row.attempts < MAX_POPUP_ATTEMPTS ? 'free' : settled(row);
}

/**
 * How a row that is there (`p`) is claimed: again by the same sender, else where it may still be sent and nobody is at it. Parameters:
 * `MAX_POPUP_ATTEMPTS`, and how long a claim counts.
 */
export function takeOver({ most, seconds }: { readonly most: string; readonly seconds: string }): string {
  return `on conflict (enterprise_number, call_id, manager_id) do update
    set state = 'claimed', claimed_at = clock_timestamp(), variant = excluded.variant, sender = excluded.sender,
        attempts = p.attempts + case when p.state = 'claimed' and p.sender = excluded.sender then 0 else 1 end
    where (p.state = 'claimed' and p.sender = excluded.sender)
       or (p.attempts < ${most}
           and (p.state in ('not-sent', 'unclear')
                or (p.state = 'claimed' and p.claimed_at < clock_timestamp() - make_interval(secs => ${seconds}))))`;
}

/** What became of the request, as $5. One that surely did not go is no attempt. */
export const MARK_POPUPS = `update popups set state = $5, finished_at = clock_timestamp(),
  attempts = attempts - case when $5 = 'not-sent' then 1 else 0 end`;

/**
 * Claims the popup of a call for a manager, right before it leaves; by the same sender again, too. One who was too slow finds
 * another's claim, and the hangup that came meanwhile.
 */
export async function claimPopup(
  pool: pg.Pool,
  key: PopupKey,
  { variant, sender, eventAtMs }: { readonly variant: string; readonly sender: string; readonly eventAtMs: number },
): Promise<PopupClaim> {
  const { rows } = await pool.query<PopupRow & { is_mine: boolean; is_over: boolean }>({
    text: `with ended as (
       select exists (select from inbox where enterprise_number = $1 and uniqueid = $2 and event = 'hangup') as is_over),
     claim as (
       insert into popups as p (enterprise_number, call_id, manager_id, variant, state, sender, event_at)
       select $1, $2, $3, $4, 'claimed', $7, $8 from ended where not is_over
       ${takeOver({ most: '$5', seconds: '$6' })}
       returning true)
     select exists (select from claim) as is_mine, is_over, p.state, p.attempts,
            p.claimed_at > clock_timestamp() - make_interval(secs => $6) as is_alive
       from ended
       left join popups p on p.enterprise_number = $1 and p.call_id = $2 and p.manager_id = $3`,
    values: [
      ...[key.enterprise, key.callId, key.managerId, variant, MAX_POPUP_ATTEMPTS, CLAIM_SECONDS, sender],
      new Date(eventAtMs),
    ],
    ...CLAIM_TIMEOUT,
  });
  const [row] = rows;
  if (!row || row.is_mine) return 'mine';
  return row.is_over ? 'over' : settled(row);
}

function settled({ state, is_alive }: PopupRow): Exclude<PopupStanding, 'free'> {
  if (state === 'sent' || state === 'dropped') return state;
  // Without a row another one is just claiming it.
  return state === null || (state === 'claimed' && is_alive) ? 'in-flight' : 'unclear';
}

/**
 * Notes what became of the request of a sender; nothing where another one has claimed since, unless it surely arrived. One
 * that surely did not go is no attempt. Returns the attempts made.
 */
export async function markPopup(
  pool: pg.Pool,
  key: PopupKey,
  sender: string,
  state: 'sent' | 'not-sent' | 'unclear',
): Promise<number> {
  const { rows } = await pool.query<{ attempts: number }>(
    `${MARK_POPUPS}
      where enterprise_number = $1 and call_id = $2 and manager_id = $3
        and ($5 = 'sent' or (sender = $4 and state <> 'sent'))
      returning attempts`,
    [key.enterprise, key.callId, key.managerId, sender, state],
  );
  return rows[0]?.attempts ?? MAX_POPUP_ATTEMPTS;
}

/**
 * Notes that a popup which never went is not sent any more; one that went, or may have, stays as it is. True where U-ON was asked for
 * it, and surely did not take it.
 */
export async function dropPopup(
  pool: pg.Pool,
  key: PopupKey,
  { variant, why, eventAtMs }: { readonly variant: string; readonly why: 'late' | 'over'; readonly eventAtMs: number },
): Promise<boolean> {
  const { rows } = await pool.query<{ was_tried: boolean }>(
    `insert into popups as p (enterprise_number, call_id, manager_id, variant, state, attempts, finished_at, dropped_as, event_at)
     values ($1, $2, $3, $4, 'dropped', 0, clock_timestamp(), $5, $6)
     on conflict (enterprise_number, call_id, manager_id) do update
       set state = 'dropped', finished_at = clock_timestamp(), dropped_as = excluded.dropped_as where p.state = 'not-sent'
     returning sender is not null as was_tried`,
    [key.enterprise, key.callId, key.managerId, variant, why, new Date(eventAtMs)],
  );
  return rows[0]?.was_tried ?? false;
}
