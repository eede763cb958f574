import type pg from 'pg';
import { releaseAccount, troubleOf } from '../db/account-troubles.ts';
import { askForConnection } from '../db/connection-asks.ts';
import type { AskFailure } from '../domain/uon-check.ts';
import type { CallOptions, ReceivedAnswer, UonAccess } from '../uon/access.ts';
import { UonError } from '../uon/errors.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** How a question went that is put once. `answer`: as it came, where one did; its text may hold the key. */
export type AskedOnce<T> = { readonly tookMs: number; readonly answer: ReceivedAnswer | null } & (
  | { readonly kind: 'answered'; readonly value: T; readonly isReleased: boolean }
  | { readonly kind: 'failed'; readonly code: AskFailure; readonly message: string }
);

/** What it is put with; null where there is no key. */
export type KeyTurn = Omit<UonTurn, 'options'>;

export async function keyTurn({ settings }: UonDeps, enterprise: string): Promise<KeyTurn | null> {
  const known = await settings.withKey(enterprise);
  return known?.access ? { enterprise: known.enterprise, access: known.access } : null;
}

/**
 * Puts one question to U-ON for an administrator: with the stored key whatever the account's trouble is, behind the requests of
 * calls, once, and no longer than `withinMs`. An account that was stopped and answers now is asked as ever from then on.
 */
export async function askOnce<T>(
  deps: UonDeps,
  { enterprise, access }: KeyTurn,
  withinMs: number,
  work: (turn: UonTurn) => Promise<T>,
): Promise<AskedOnce<T>> {
  const began = performance.now();
  const trouble = await troubleOf(deps.pool, access.account);
  let answer: ReceivedAnswer | null = null;
  const options: CallOptions = {
    class: 'hangup',
    signal: AbortSignal.timeout(withinMs),
    evenInTrouble: true,
    onAnswer: (received) => void (answer = received),
  };
  try {
    const value = await work({ enterprise, access, options });
    if (trouble === 'stopped') await release(deps.pool, enterprise.number, access);
    return { kind: 'answered', value, isReleased: trouble !== null, answer, tookMs: performance.now() - began };
  } catch (error) {
    if (!(error instanceof UonError)) throw error;
    // Of an account that nobody uses nobody could mend the trouble.
    if (error.kind === 'key-refused') await deps.settings.releaseUnused(access.account);
    const { message } = error;
    return { kind: 'failed', code: failureOf(error), message, answer, tookMs: performance.now() - began };
  }
}

/** The key is taken again: its webhooks and lists are looked at too. */
async function release(pool: pg.Pool, enterprise: string, { account }: UonAccess): Promise<void> {
  await releaseAccount(pool, account);
  await askForConnection(pool, enterprise);
}

/** What a failure of a request means for who had it sent. */
export function failureOf({ kind, status, code }: UonError): AskFailure {
  switch (kind) {
    case 'key-refused':
    case 'rate-limited':
    case 'refused':
      return kind;
    case 'unclear':
      if (code !== undefined) return code === 'ERR_TOO_LARGE' ? 'not-readable' : 'no-answer';
      return status !== undefined && (status >= 500 || status === 408) ? 'server-error' : 'not-readable';
    case 'not-sent':
      return code === 'ABORT_ERR' ? 'no-slot' : code === 'ERR_NO_SLOT' ? 'not-done' : 'not-reached';
    case 'busy':
    case 'paused':
      return 'no-slot';
    case 'held-back':
      return 'not-done';
  }
}
