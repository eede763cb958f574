import type pg from 'pg';
import { CLAIM_OVER_MS, CLAIM_TIMEOUT } from './effects.ts';

export interface PopupKey {
  readonly enterprise: string;
  readonly callId: string;
  readonly managerId: string;
}

/** As the table has it. */
export const POPUP_STATES = ['claimed', 'sent', 'not-sent', 'unclear', 'dropped', 'refused'] as const;
export type PopupState = (typeof POPUP_STATES)[number];

/** What became of a popup so far; `free`: it may be sent; `resting`: again, but not yet, since U-ON was in trouble a moment ago. */
export type PopupStanding = 'free' | 'resting' | 'in-flight' | 'sent' | 'unclear' | 'dropped';
/** What a claim found: the popup is ours to send now, nobody rings any more, or what became of it. */
export type PopupClaim = 'mine' | 'over' | Exclude<PopupStanding, 'free'>;

/** A popup may be sent twice at most, and a second time only where the first may not have arrived. */
export const MAX_POPUP_ATTEMPTS = 2;
const CLAIM_SECONDS = CLAIM_OVER_MS / 1_000;
/** After an attempt that may have arrived the last one waits so long: what made U-ON stumble shall be over by then. */
const UNCLEAR_REST_MS = 2_000;
/** A popup whose time is nearly over waits for less. */
const IN_TIME_MS = 1_000;

/** How long the second attempt at a popup waits that has so much time left, ms. */
export function restMs(leftMs: number): number {
  return Math.min(UNCLEAR_REST_MS, Math.max(0, leftMs - IN_TIME_MS));
}

/** What of a popup's row tells how it stands. */
export interface PopupRow {
  state: PopupState | null;
  is_alive: boolean;
  is_resting: boolean;
  attempts: number;
}

/** `rest`: how long a popup waits after an attempt that may have arrived, ms. */
export async function popupStanding(pool: pg.Pool, key: PopupKey, rest: number): Promise<PopupStanding> {
  const { rows } = await pool.query<PopupRow>(
    `select state, attempts, claimed_at > clock_timestamp() - make_interval(secs => $4) as is_alive,
            finished_at > clock_timestamp() - make_interval(secs => $5) as is_resting
       from popups where enterprise_number = $1 and call_id = $2 and manager_id = $3`,
    [key.enterprise, key.callId, key.managerId, CLAIM_SECONDS, rest / 1_000],
  );
  return standingOf(rows[0]);
}

/** Without a row nobody has begun with it. */
export function standingOf(row: PopupRow | undefined): PopupStanding {
  if (!row) return 'free';
  const { state, attempts, is_alive, is_resting } = row;
  if (attempts >= MAX_POPUP_ATTEMPTS) return settled(row);
  if (state === 'unclear') return is_resting ? 'resting' : 'free';
  const isOpen = state === 'not-sent' || state === 'refused' || (state === 'claimed' && !is_alive);
  return isOpen ? 'free' : settled(row);
}

/**
 * How a row that is there (`p`) is claimed: again by the same sender, else where it may still be sent and nobody is at it. Parameters:
 * `MAX_POPUP_ATTEMPTS`, how long a claim counts, and how long an attempt that may have arrived rests (in seconds both).
 */
export function takeOver({ most, seconds, rest }: Readonly<Record<'most' | 'seconds' | 'rest', string>>): string {
  return `on conflict (enterprise_number, call_id, manager_id) do update
    set state = 'claimed', claimed_at = clock_timestamp(), variant = excluded.variant, sender = excluded.sender,
        attempts = p.attempts + case when p.state = 'claimed' and p.sender = excluded.sender then 0 else 1 end
    where (p.state = 'claimed' and p.sender = excluded.sender)
       or (p.attempts < ${most}
           and (p.state in ('not-sent', 'refused')
                or (p.state = 'unclear' and p.finished_at <= clock_timestamp() - make_interval(secs => ${rest}))
                or (p.state = 'claimed' and p.claimed_at < clock_timestamp() - make_interval(secs => ${seconds}))))`;
}

/** What became of the request, as $5. One that surely did not go is no attempt. */
export const MARK_POPUPS = `update popups set state = $5, finished_at = clock_timestamp(),
  attempts = attempts - case when $5 in ('not-sent', 'refused') then 1 else 0 end`;

/**
 * Claims the popup of a call for a manager, right before it leaves; by the same sender again, too. One who was too slow finds
 * another's claim, and the hangup that came meanwhile.
 */
export async function claimPopup(
  pool: pg.Pool,
  key: PopupKey,
  claim: { readonly variant: string; readonly sender: string; readonly eventAtMs: number; readonly rest: number },
): Promise<PopupClaim> {
  const { variant, sender, eventAtMs, rest } = claim;
  const { rows } = await pool.query<Omit<PopupRow, 'is_resting'> & { is_mine: boolean; is_over: boolean }>({
    text: `with ended as (
       select exists (select from inbox where enterprise_number = $1 and uniqueid = $2 and event = 'hangup') as is_over),
     claim as (
       insert into popups as p (enterprise_number, call_id, manager_id, variant, state, sender, event_at)
       select $1, $2, $3, $4, 'claimed', $7, $8 from ended where not is_over
       ${takeOver({ most: '$5', seconds: '$6', rest: '$9' })}
       returning true)
     select exists (select from claim) as is_mine, is_over, p.state, p.attempts,
            p.claimed_at > clock_timestamp() - make_interval(secs => $6) as is_alive
       from ended
       left join popups p on p.enterprise_number = $1 and p.call_id = $2 and p.manager_id = $3`,
    values: [
      ...[key.enterprise, key.callId, key.managerId, variant, MAX_POPUP_ATTEMPTS, CLAIM_SECONDS, sender],
      ...[new Date(eventAtMs), rest / 1_000],
    ],
    ...CLAIM_TIMEOUT,
  });
  const [row] = rows;
  if (!row || row.is_mine) return 'mine';
  return row.is_over ? 'over' : settled(row);
}

function settled({ state, is_alive, attempts }: Omit<PopupRow, 'is_resting'>): Exclude<PopupStanding, 'free'> {
  if (state === 'sent' || state === 'dropped') return state;
  if (state === 'unclear' && attempts < MAX_POPUP_ATTEMPTS) return 'resting';
  // Without a row another one is just claiming it.
  return state === null || (state === 'claimed' && is_alive) ? 'in-flight' : 'unclear';
}

/** What became of a request: `not-sent` and `refused`, surely not shown. */
export type PopupMark = 'sent' | 'not-sent' | 'unclear' | 'refused';

/**
 * Notes what became of the request of a sender; nothing where another one has claimed since, unless it surely arrived. One
 * that surely did not go is no attempt. Returns the attempts made.
 */
export async function markPopup(pool: pg.Pool, key: PopupKey, sender: string, state: PopupMark): Promise<number> {
  const { rows } = await pool.query<{ attempts: number }>(
    `${MARK_POPUPS}
      where enterprise_number = $1 and call_id = $2 and manager_id = $3
        and ($5 = 'sent' or (sender = $4 and state <> 'sent'))
      returning attempts`,
    [key.enterprise, key.callId, key.managerId, sender, state],
  );
  return rows[0]?.attempts ?? MAX_POPUP_ATTEMPTS;
}

/** `untaken`: dropped, and U-ON had been asked for it and surely did not take it; else as what it stands that was not dropped. */
export type PopupDrop = 'dropped' | 'untaken' | 'sent' | 'unclear' | 'in-flight';

/** Notes that a popup which never went is not sent any more; one that went, or may have, stays as it is. */
export async function dropPopup(
  pool: pg.Pool,
  key: PopupKey,
  { variant, why, eventAtMs }: { readonly variant: string; readonly why: 'late' | 'over'; readonly eventAtMs: number },
): Promise<PopupDrop> {
  const { rows } = await pool.query<{ was_tried: boolean | null; state: PopupState | null; is_alive: boolean }>(
    `with dropped as (
     insert into popups as p (enterprise_number, call_id, manager_id, variant, state, attempts, finished_at, dropped_as, event_at)
     values ($1, $2, $3, $4, 'dropped', 0, clock_timestamp(), $5, $6)
     on conflict (enterprise_number, call_id, manager_id) do update
       set state = 'dropped', finished_at = clock_timestamp(), dropped_as = excluded.dropped_as where p.state = 'not-sent'
     returning sender is not null as was_tried)
     select (select was_tried from dropped) as was_tried, p.state,
            p.claimed_at > clock_timestamp() - make_interval(secs => $7) as is_alive
       from (select) one left join popups p on p.enterprise_number = $1 and p.call_id = $2 and p.manager_id = $3`,
    [key.enterprise, key.callId, key.managerId, variant, why, new Date(eventAtMs), CLAIM_SECONDS],
  );
  const [row] = rows;
  if (!row || row.was_tried !== null) return row?.was_tried ? 'untaken' : 'dropped';
  return leftAs(row);
}

function leftAs({ state, is_alive }: Pick<PopupRow, 'state' | 'is_alive'>): PopupDrop {
  switch (state) {
    case 'sent':
    case 'unclear':
    case 'dropped':
      return state;
    case 'claimed':
      return is_alive ? 'in-flight' : 'unclear';
    case 'refused':
    case 'not-sent':
    case null:
      return 'untaken';
  }
}
