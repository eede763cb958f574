import { Context } from '@temporalio/activity';
import type pg from 'pg';
import { hasHungUp } from '../db/inbox.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import type { OrderedClass } from '../domain/request-class.ts';
import type { RequestOfCall } from '../domain/request-of-call.ts';
import type { CallOptions, UonAccess } from '../uon/access.ts';
import type { UonClient } from '../uon/client.ts';
import { UonError } from '../uon/errors.ts';
import type { ActivityMetrics } from './activity-metrics.ts';
import type { Ask } from './contract/asked.ts';
import type { Failures } from './failure.ts';
import type { Resting } from './resting.ts';
import type { Settings } from './settings.ts';
import type { SignLink } from './signed-links.ts';

export interface ActivityLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface UonDeps {
  readonly pool: pg.Pool;
  readonly uon: UonClient;
  readonly settings: Settings;
  readonly failures: Failures;
  readonly log: ActivityLog;
  readonly metrics: ActivityMetrics;
  readonly signLink: SignLink;
  /** Accounts that did not tell their managers a while ago. */
  readonly withoutManagers: Resting;
}

/** What one request to U-ON is made with. */
export interface UonTurn {
  readonly access: UonAccess;
  readonly enterprise: Enterprise;
  readonly options: CallOptions;
}

/** Longer in the limiter's queue than this, and the request is left to a later attempt. Below `startToCloseTimeout`. */
const SLOT_WAIT_MS = 240_000;
/** One that is live for a moment alone has this long at least: else it was hardly worth its place. */
const LIVE_SLOT_MS = 50;
/** Four times within the activity's heartbeat timeout. */
const HEARTBEAT_MS = 3_000;

/**
 * Runs an ordinary activity's request: with the account's access, with heartbeats while it waits, its failures turned into
 * those of `failure.ts`.
 */
export async function withUon<T>(deps: UonDeps, ask: Ask, work: (turn: UonTurn) => Promise<T>): Promise<T> {
  const known = await deps.settings.withAccess(ask.enterprise);
  if (!known?.access) throw deps.failures.of('uon-off', 'U-ON is switched off in the settings, or has no key');
  const { access, enterprise } = known;
  return withAccount(deps, ask, access, (options) => work({ access, enterprise, options }));
}

/** The same for an account that may not be that of the settings any more. */
export async function withAccount<T>(
  deps: UonDeps,
  ask: Ask,
  access: UonAccess,
  work: (options: CallOptions) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  const { attempt } = context.info;
  const requestClass = await classNow(deps.pool, ask);
  const heartbeat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  const signal = context.cancellationSignal;
  const slot = slotWithin(slotMsOf(ask, requestClass), { class: requestClass, signal, about: aboutOf(ask, attempt) });
  const { options } = slot;
  try {
    return await work(options);
  } catch (error) {
    noteFailure(deps, ask, access.account, error);
    // The key was changed while this request waited for its slot.
    if (error instanceof UonError && error.kind === 'key-refused') await deps.settings.releaseUnused(access.account);
    throw deps.failures.from(error, { attempt, class: requestClass });
  } finally {
    slot.dispose();
    clearInterval(heartbeat);
  }
}

/** Whom a request is made for; `attempt`: of an ordinary activity, from 1. */
export function aboutOf({ enterprise, callId }: Ask, attempt: number | null = null): RequestOfCall {
  return { enterprise, callId, attempt };
}

/** A request of a call that has hung up stands behind those of live ones, whatever it was when it was ordered. */
export async function classNow(pool: pg.Pool, ask: Ask): Promise<OrderedClass> {
  const { enterprise, callId, class: ordered, liveUntilMs } = ask;
  if (ordered !== 'live' && ordered !== 'creation') return ordered;
  if (liveUntilMs !== undefined) return Date.now() < liveUntilMs ? ordered : 'hangup';
  return (await hasHungUp(pool, enterprise, callId)) ? 'hangup' : ordered;
}

/** What a popup waits for when it knows already who calls: a lookup goes before it. */
export function asDetails(turn: UonTurn): UonTurn {
  if (turn.options.class !== 'live') return turn;
  return { ...turn, options: { ...turn.options, class: 'details' } };
}

/** Nobody waits any more: a later attempt has it stand behind. */
function slotMsOf({ liveUntilMs }: Ask, now: OrderedClass): number {
  return now === 'live' && liveUntilMs !== undefined ? Math.max(LIVE_SLOT_MS, liveUntilMs - Date.now()) : SLOT_WAIT_MS;
}

/** One that was not sent for the account's trouble is no news: the trouble was told when it began. */
function noteFailure({ log }: UonDeps, { enterprise, callId }: Ask, account: string, error: unknown): void {
  if (!(error instanceof UonError)) return;
  const { kind, method, status, code } = error;
  const isNews = kind !== 'paused' && kind !== 'busy' && code !== 'ERR_STOPPED';
  log[isNews ? 'warn' : 'debug'](
    { enterprise, callId, account, kind, method, status, code },
    isNews ? 'U-ON request failed' : 'U-ON is not asked now',
  );
}

/** Options that give up waiting for a slot after so long, but not a request that has left. */
export function slotWithin(ms: number, options: CallOptions): { readonly options: CallOptions; dispose(): void } {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  const signal = options.signal ? AbortSignal.any([options.signal, late.signal]) : late.signal;
  const onSend = () => {
    clearTimeout(timer);
    options.onSend?.();
  };
  return { options: { ...options, signal, onSend }, dispose: () => clearTimeout(timer) };
}
