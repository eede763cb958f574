import type pg from 'pg';

/** A request of a call that U-ON must not be sent twice. */
export interface EffectKey {
  readonly enterprise: string;
  readonly callId: string;
  /** U-ON's method, as `user/create`. */
  readonly effect: string;
}

/** As the table has it. */
export const EFFECT_STATES = ['sending', 'done', 'unclear', 'not-sent'] as const;
export type EffectState = (typeof EFFECT_STATES)[number];

/** What is known of an effect. `nothing`: no request that may have been done has left. */
export interface EffectStanding {
  readonly state: 'nothing' | 'sending' | 'done' | 'unclear';
  /** Who sent last; it must be the same when the next one claims. */
  readonly sender: string | null;
  readonly sends: number;
  /** Since it was last written. */
  readonly ageMs: number;
  /** Since the first request left that may have been done. */
  readonly sinceFirstMs: number;
  readonly madeId: string | null;
  /** U-ON can't be asked whether it did what was sent. */
  readonly isBlind: boolean;
}

/** The request waits for its claim with a slot in hand: what takes longer will not be in time. */
export const CLAIM_TIMEOUT = { query_timeout: 5_000 };
/**
 * A request takes 10 s at most, and leaves 240 ms after its claim at the latest: after this long it is over, marked or not,
 * whatever became of the worker that sent it.
 */
export const CLAIM_OVER_MS = 12_000;

/** SQL of a row: U-ON may have done it, is over with it, and can't be asked. */
export const IS_UNTOLD = `is_blind and (state = 'unclear' or state = 'sending'
  and marked_at < clock_timestamp() - ${CLAIM_OVER_MS} * interval '1 millisecond')`;

const NOTHING: EffectStanding = {
  ...{ state: 'nothing', sender: null, sends: 0, ageMs: 0, sinceFirstMs: 0, madeId: null, isBlind: false },
};

export async function effectStanding(pool: pg.Pool, key: EffectKey): Promise<EffectStanding> {
  const { rows } = await pool.query<{
    state: EffectState;
    sender: string;
    sends: number;
    age: number;
    since_first: number;
    made_id: string | null;
    is_blind: boolean;
  }>(
    `select state, sender, sends, made_id, is_blind,
            extract(epoch from clock_timestamp() - marked_at)::float8 * 1000 as age,
            extract(epoch from clock_timestamp() - first_at)::float8 * 1000 as since_first
       from effects where enterprise_number = $1 and call_id = $2 and effect = $3`,
    [key.enterprise, key.callId, key.effect],
  );
  const [row] = rows;
  if (!row) return NOTHING;
  const { state, sender, sends, age: ageMs, since_first: sinceFirstMs, made_id: madeId, is_blind: isBlind } = row;
  return { state: state === 'not-sent' ? 'nothing' : state, sender, sends, ageMs, sinceFirstMs, madeId, isBlind };
}

/**
 * Claims the effect for a sender whose request is about to leave; again by the same sender, too. False when somebody else
 * claimed it since it was looked at (`seen`).
 */
export async function claimEffect(
  pool: pg.Pool,
  key: EffectKey,
  claim: {
    readonly account: string;
    readonly sender: string;
    readonly seen: string | null;
    readonly isBlind: boolean;
  },
): Promise<boolean> {
  const { rowCount } = await pool.query({
    text: `insert into effects as e (enterprise_number, call_id, effect, account, state, sender, is_blind)
     values ($1, $2, $3, $4, 'sending', $5, $7)
     on conflict (enterprise_number, call_id, effect) do update
       set state = 'sending', sender = excluded.sender, account = excluded.account, marked_at = clock_timestamp(),
           sends = e.sends + case when e.sender = excluded.sender and e.state = 'sending' then 0 else 1 end,
           is_blind = excluded.is_blind or e.is_blind and e.state <> 'not-sent',
           first_at = case when e.state = 'not-sent' then clock_timestamp() else e.first_at end
       where e.sender = excluded.sender or e.sender = $6`,
    values: [key.enterprise, key.callId, key.effect, claim.account, claim.sender, claim.seen, claim.isBlind],
    ...CLAIM_TIMEOUT,
  });
  return rowCount === 1;
}

/**
 * Notes what became of a sender's request; nothing where another one has claimed since. One that surely was not done leaves
 * the effect unclear where an earlier one did.
 */
export async function markEffect(
  pool: pg.Pool,
  key: EffectKey,
  sender: string,
  mark: { readonly state: 'done'; readonly madeId: string | null } | { readonly state: 'unclear' | 'not-sent' },
): Promise<void> {
  await pool.query(
    `update effects
        set state = case when $5 = 'not-sent' and sends > 1 then 'unclear' else $5 end,
            sends = sends - case when $5 = 'not-sent' then 1 else 0 end,
            made_id = coalesce($6, made_id), marked_at = clock_timestamp()
      where enterprise_number = $1 and call_id = $2 and effect = $3 and sender = $4`,
    [key.enterprise, key.callId, key.effect, sender, mark.state, mark.state === 'done' ? mark.madeId : null],
  );
}

/** How many such effects of an account may have been done in the last so many milliseconds. */
export async function effectsSince(pool: pg.Pool, account: string, effect: string, sinceMs: number): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) as count from effects
      where account = $1 and effect = $2 and marked_at >= clock_timestamp() - make_interval(secs => $3)`,
    [account, effect, sinceMs / 1000],
  );
  return rows[0]?.count ?? 0;
}
