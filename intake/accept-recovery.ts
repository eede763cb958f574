import { createHash, type Hash } from 'node:crypto';
import type pg from 'pg';
import type { RecoveryKind, StoredRecovery } from '../db/recoveries.ts';
import { storeRecovery, type NewRecoveryCall } from '../db/store-recovery.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import type { FinishedCall } from '../domain/finished-call.ts';
import {
  parseLoggedCall,
  parseRecoveredCall,
  type CallProblem,
  type ParsedCall,
} from '../domain/finished-call-fields.ts';
import { pbxTimeToEpochMs } from '../domain/pbx-time.ts';
import { readPhone } from '../domain/phone.ts';

/** Not one of the calls can be understood: nothing is stored. */
export class NothingUnderstoodError extends Error {
  override readonly name = 'NothingUnderstoodError';
  /** What is wrong with the first one. */
  readonly problems: readonly CallProblem[];
  constructor(problems: readonly CallProblem[]) {
    super('None of the calls can be understood');
    this.problems = problems;
  }
}

/** So many calls are written at once. */
const PORTION = 500;

export interface AcceptedRecovery {
  readonly recovery: StoredRecovery;
  /** False where the same calls were sent before. */
  readonly isNew: boolean;
}

/**
 * Makes finished calls durable as they come. One that can't be understood is kept as failed, beside those that can.
 *
 * @throws NothingUnderstoodError, what `bodies` throws, and what PostgreSQL throws; then nothing is stored
 */
export function acceptRecovery(
  pool: pg.Pool,
  enterprise: Enterprise,
  bodies: AsyncIterable<unknown>,
): Promise<AcceptedRecovery> {
  const parse = (body: unknown) => parseRecoveredCall(body, enterprise.timezone);
  return accept(pool, enterprise, { kind: 'recovery', parse, identity: ({ parsed, body }) => parsed ?? body }, bodies);
}

/** Makes one finished call durable: one of the same id before is the same call. Throws as `acceptRecovery`. */
export function acceptLoggedCall(pool: pg.Pool, enterprise: Enterprise, body: unknown): Promise<AcceptedRecovery> {
  const parse = (one: unknown) => parseLoggedCall(one, enterprise.timezone);
  const identity = ({ parsed }: Identified) => parsed?.callId;
  return accept(pool, enterprise, { kind: 'log-call', parse, identity }, only(body));
}

interface Identified {
  readonly body: unknown;
  /** Null of a call that can't be understood. */
  readonly parsed: FinishedCall | null;
}

interface Way {
  readonly kind: RecoveryKind;
  readonly parse: (body: unknown) => ParsedCall;
  /** What of a call makes it the same call. */
  readonly identity: (one: Identified) => unknown;
}

function accept(
  pool: pg.Pool,
  enterprise: Enterprise,
  way: Way,
  bodies: AsyncIterable<unknown>,
): Promise<AcceptedRecovery> {
  const hash = createHash('sha256');
  const portions = portionsOf(readCalls(enterprise, way, bodies, hash));
  return storeRecovery(pool, { enterprise: enterprise.number, kind: way.kind }, portions, () => hash.digest());
}

/** @throws NothingUnderstoodError at the end of calls that are all broken */
async function* readCalls(
  enterprise: Enterprise,
  { parse, identity }: Way,
  bodies: AsyncIterable<unknown>,
  hash: Hash,
): AsyncGenerator<NewRecoveryCall> {
  let firstProblems: readonly CallProblem[] | null = null;
  let isAnyUnderstood = false;
  let position = 0;
  for await (const body of bodies) {
    const parsed = parse(body);
    hash.update(`${JSON.stringify(identity({ body, parsed: parsed.ok ? parsed.call : null }))}\n`);
    if (parsed.ok) isAnyUnderstood = true;
    else firstProblems ??= parsed.problems.map((one) => ({ ...one, field: `calls[${position}].${one.field}` }));
    yield parsed.ok ? understood(enterprise, parsed.call) : broken(body, parsed.problems);
    position += 1;
  }
  if (firstProblems && !isAnyUnderstood) throw new NothingUnderstoodError(firstProblems);
}

function understood({ country, timezone }: Enterprise, call: FinishedCall): NewRecoveryCall {
  const phone = readPhone(call.phone, country);
  const numberKey =
    phone.kind === 'number' ? phone.e164 : phone.kind === 'other' ? `other ${phone.digits}` : phone.kind;
  return { call, numberKey, startedAt: new Date(pbxTimeToEpochMs(call.start, timezone) ?? 0) };
}

function broken(body: unknown, problems: readonly CallProblem[]): NewRecoveryCall {
  const callId = typeof body === 'object' && body !== null && 'uniqueid' in body ? body.uniqueid : null;
  return {
    // Only to find the call again: what is no id of a channel is not kept.
    callId: typeof callId === 'string' && /^[\x21-\x7e]{1,150}$/.test(callId) ? callId : null,
    field: problems[0]?.field ?? 'call',
    reason: problems.map(({ field, message }) => `${field} ${message}`).join('; '),
  };
}

async function* portionsOf(calls: AsyncIterable<NewRecoveryCall>): AsyncGenerator<readonly NewRecoveryCall[]> {
  let portion: NewRecoveryCall[] = [];
  for await (const call of calls) {
    portion.push(call);
    if (portion.length < PORTION) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

async function* only<T>(one: T): AsyncGenerator<T> {
  yield one;
}
