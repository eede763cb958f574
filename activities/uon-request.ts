import { Context } from '@temporalio/activity';
import type pg from 'pg';
import { clearAlarm, raiseAlarm } from '../db/alarms.ts';
import { hasHungUp } from '../db/inbox.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import type { RequestClass } from '../domain/request-class.ts';
import type { CallOptions, UonAccess } from '../uon/access.ts';
import type { UonClient } from '../uon/client.ts';
import { UonError } from '../uon/errors.ts';
import type { Ask } from './contract.ts';
import { failure, toFailure } from './failure.ts';

/** What the settings give an activity, read afresh at each request. */
export interface Settings {
  load(enterprise: string): Promise<Enterprise | null>;
  uonAccess(enterprise: string): Promise<UonAccess | null>;
  /** Both at once; null when there is no such enterprise. */
  withAccess(enterprise: string): Promise<{ enterprise: Enterprise; access: UonAccess | null } | null>;
}

export interface ActivityLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface UonDeps {
  readonly pool: pg.Pool;
  readonly uon: UonClient;
  readonly settings: Settings;
  readonly log: ActivityLog;
}

/** What one request to U-ON is made with. */
export interface UonTurn {
  readonly access: UonAccess;
  readonly enterprise: Enterprise;
  readonly options: CallOptions;
  /** 1 at the first attempt; later ones read before they write. */
  readonly attempt: number;
}

/** Longer in the limiter's queue than this, and the request is left to a later attempt. Below `startToCloseTimeout`. */
const SLOT_WAIT_MS = 240_000;
const HEARTBEAT_MS = 5_000;

/**
 * Runs an ordinary activity's request: with the account's access, with heartbeats while it waits, its failures turned into
 * those of `failure.ts`. A refused key raises one alarm, the next success clears it.
 */
export async function withUon<T>(deps: UonDeps, ask: Ask, work: (turn: UonTurn) => Promise<T>): Promise<T> {
  const context = Context.current();
  const { attempt } = context.info;
  const [access, enterprise] = await Promise.all([
    deps.settings.uonAccess(ask.enterprise),
    deps.settings.load(ask.enterprise),
  ]);
  if (!access || !enterprise) throw failure('uon-off', 'U-ON is switched off in the settings, or has no key');
  const heartbeat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  const requestClass = await classNow(deps.pool, ask);
  const slot = slotWithin(SLOT_WAIT_MS, { class: requestClass, signal: context.cancellationSignal });
  const { options } = slot;
  try {
    const result = await work({ access, enterprise, options, attempt });
    if (await clearAlarm(deps.pool, access.account, 'uon-key-refused')) {
      deps.log.info({ account: access.account }, 'U-ON takes the key again');
    }
    return result;
  } catch (error) {
    await noteFailure(deps, ask, access.account, error);
    throw toFailure(error, attempt);
  } finally {
    slot.dispose();
    clearInterval(heartbeat);
  }
}

/** A request of a call that has hung up stands behind those of live ones, whatever it was when it was ordered. */
export async function classNow(pool: pg.Pool, { enterprise, callId, class: ordered }: Ask): Promise<RequestClass> {
  if (ordered !== 'live' && ordered !== 'creation') return ordered;
  return (await hasHungUp(pool, enterprise, callId)) ? 'hangup' : ordered;
}

async function noteFailure(deps: UonDeps, ask: Ask, account: string, error: unknown): Promise<void> {
  if (!(error instanceof UonError)) return;
  const { kind, method, status, code } = error;
  deps.log.warn(
    { enterprise: ask.enterprise, callId: ask.callId, account, kind, method, status, code },
    'U-ON request failed',
  );
  if (kind !== 'key-refused') return;
  const message =
    'U-ON refuses the API key: check it under Настройки → Интеграции → API in U-ON, and in the settings here';
  if (await raiseAlarm(deps.pool, account, 'uon-key-refused', message)) {
    deps.log.error({ enterprise: ask.enterprise, account }, message);
  }
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
