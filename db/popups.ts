import type pg from 'pg';

export interface PopupKey {
  readonly enterprise: string;
  readonly callId: string;
  readonly managerId: string;
}

/** What a claim found: the popup is ours to send, or what became of it. */
export type PopupClaim = 'mine' | 'in-flight' | 'sent' | 'unclear' | 'dropped';

/** A popup may be sent twice at most, and a second time only where the first may not have arrived. */
const MAX_ATTEMPTS = 2;
/** A claim without a mark is alive for the longest a request takes (10 s) and a little more. */
const CLAIM_SECONDS = 12;

/** Claims the popup of a call for a manager before it is sent. */
export async function claimPopup(pool: pg.Pool, key: PopupKey, variant: string): Promise<PopupClaim> {
  const { rows } = await pool.query<{ is_mine: boolean; state: string; is_alive: boolean }>(
    `with claim as (
       insert into popups as p (enterprise_number, call_id, manager_id, variant, state)
       values ($1, $2, $3, $4, 'claimed')
       on conflict (enterprise_number, call_id, manager_id) do update
         set state = 'claimed', attempts = p.attempts + 1, claimed_at = clock_timestamp(), variant = excluded.variant
         where p.attempts < $5
           and (p.state in ('not-sent', 'unclear')
                or (p.state = 'claimed' and p.claimed_at < clock_timestamp() - make_interval(secs => $6)))
       returning true)
     select exists (select from claim) as is_mine, p.state,
            p.claimed_at > clock_timestamp() - make_interval(secs => $6) as is_alive
       from (values (1)) as one
       left join popups p on p.enterprise_number = $1 and p.call_id = $2 and p.manager_id = $3`,
    [key.enterprise, key.callId, key.managerId, variant, MAX_ATTEMPTS, CLAIM_SECONDS],
  );
  const row = rows[0];
  if (!row || row.is_mine) return 'mine';
  if (row.state === 'sent' || row.state === 'dropped') return row.state;
  return row.state === 'claimed' && row.is_alive ? 'in-flight' : 'unclear';
}

/** Notes what became of a claimed popup. One that surely did not go is no attempt. Returns the attempts made. */
export async function markPopup(
  pool: pg.Pool,
  key: PopupKey,
  state: 'sent' | 'not-sent' | 'unclear' | 'dropped',
): Promise<number> {
  const { rows } = await pool.query<{ attempts: number }>(
    `update popups
        set state = $4, finished_at = clock_timestamp(),
            attempts = attempts - case when $4 in ('not-sent', 'dropped') then 1 else 0 end
      where enterprise_number = $1 and call_id = $2 and manager_id = $3
      returning attempts`,
    [key.enterprise, key.callId, key.managerId, state],
  );
  return rows[0]?.attempts ?? 0;
}
