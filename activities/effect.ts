import { randomUUID } from 'node:crypto';
import {
  CLAIM_OVER_MS,
  claimEffect,
  effectStanding,
  markEffect,
  type EffectKey,
  type EffectStanding,
} from '../db/effects.ts';
import type { CallOptions } from '../uon/access.ts';
import { UonError } from '../uon/errors.ts';
import type { Ask } from './contract/asked.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** Something made in U-ON, by its id where U-ON tells one. */
export interface Made {
  readonly id: string | null;
}

export interface Effect {
  readonly effect: 'user/create' | 'lead/create' | 'call_history/create' | 'reminder/create' | 'request-action/create';
  /** Looks for what an earlier attempt may have made. Null where U-ON has no way to look. */
  readonly find: ((standing: EffectStanding) => Promise<Made | null>) | null;
  /** Sends the request, once, with these options. */
  readonly create: (options: CallOptions) => Promise<string | null>;
}

/** U-ON's index shows what was made a second later. */
const INDEXED_AFTER_MS = 1_200;
/** What can't be looked for is sent so often at most, where U-ON never says whether it did it. */
const MOST_BLIND_SENDS = 3;

/**
 * Does what U-ON must not do twice. The row of call and effect is claimed right before the request leaves and marked after
 * it, so that whoever comes next sees whether it was done, surely was not, or may have been; then it is looked for before
 * it is sent again. A worker that was cut off and wakes up late finds another's claim and does not send.
 */
export async function once(deps: UonDeps, ask: Ask, turn: UonTurn, effect: Effect): Promise<Made> {
  const key = { enterprise: ask.enterprise, callId: ask.callId, effect: effect.effect };
  const standing = await effectStanding(deps.pool, key);
  if (standing.state === 'done') return { id: standing.madeId };
  if (standing.state !== 'nothing') {
    const made = await lookFirst(deps, { ask, turn }, effect, standing);
    if (made) {
      await mark(deps, key, standing.sender ?? '', { state: 'done', madeId: made.id });
      return made;
    }
  }
  return { id: await send(deps, key, turn, effect, standing.sender) };
}

/** What an earlier attempt made; null when it may be sent (again). */
async function lookFirst(
  deps: UonDeps,
  { ask, turn: { access, options } }: { readonly ask: Ask; readonly turn: UonTurn },
  { effect, find }: Effect,
  standing: EffectStanding,
): Promise<Made | null> {
  const overAfterMs = standing.state === 'sending' ? CLAIM_OVER_MS : INDEXED_AFTER_MS;
  const delayMs = overAfterMs - standing.ageMs;
  if (delayMs > 0) {
    throw deps.failures.of('effect-in-flight', `U-ON ${effect}: an earlier attempt may not be over yet`, { delayMs });
  }
  const found = find && (await find(standing));
  if (found) return found;
  const isUntold = find === null || standing.isBlind;
  if (isUntold && (ask.isRepeat || standing.sends >= MOST_BLIND_SENDS)) {
    const message = `U-ON ${effect}: sent ${standing.sends} times, and U-ON never said whether it did it; look there`;
    throw deps.failures.of('uon-unsure', message);
  }
  if (find) return null;
  // It can't be looked for: at least U-ON shall answer something before it is sent again.
  await deps.uon.leadStatuses(access, options);
  return null;
}

async function send(
  deps: UonDeps,
  key: EffectKey,
  { access, options }: UonTurn,
  { effect, find, create }: Effect,
  seen: string | null,
): Promise<string | null> {
  const sender = randomUUID();
  const mayLeave = () => claimEffect(deps.pool, key, { account: access.account, sender, seen, isBlind: find === null });
  try {
    const madeId = await create({ ...options, mayLeave });
    await mark(deps, key, sender, { state: 'done', madeId });
    return madeId;
  } catch (error) {
    if (!(error instanceof UonError)) throw error;
    if (error.kind === 'held-back') {
      const message = `U-ON ${effect}: another attempt is at it`;
      throw deps.failures.of('effect-in-flight', message, { delayMs: CLAIM_OVER_MS });
    }
    await mark(deps, key, sender, { state: error.kind === 'unclear' ? 'unclear' : 'not-sent' });
    throw error;
  }
}

/** Where it can't be marked the claim stands, and the next attempt looks first: what U-ON said counts all the same. */
async function mark(deps: UonDeps, key: EffectKey, sender: string, as: Parameters<typeof markEffect>[3]) {
  try {
    await markEffect(deps.pool, key, sender, as);
  } catch (error) {
    deps.log.warn({ err: error, callId: key.callId, effect: key.effect }, 'an effect could not be marked');
  }
}
