import type pg from 'pg';
import type { CallerTold } from '../../api/caller-data.ts';
import { DECISIONS_AT_ONCE, saveDecisions, type LoggedDecision } from '../../db/smart-decisions.ts';
import { readPhone } from '../../domain/phone.ts';
import type { Logger } from '../../platform/log.ts';
import { seldom } from '../../platform/seldom.ts';
import { startBatchedLog, type BatchedLog } from '../batched-log.ts';

export interface DecisionLogDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly onLost: (count: number) => void;
}

/** Some minutes of a busy installation. */
const ROOM = 5_000;
const TOLD_EVERY_MS = 60_000;

/** The log of what PBXs were told of callers: written once a second, when they have their answers. */
export function startDecisionLog({ pool, log, onLost }: DecisionLogDeps): BatchedLog<LoggedDecision> {
  const tellLost = seldom(TOLD_EVERY_MS, (leftOut, err?: unknown) =>
    log.warn({ err, leftOut }, 'answers to PBXs are missing in the log of smart redirect'),
  );
  const tellLater = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
    log.warn({ err, leftOut }, 'the log of smart redirect can not be written now; it is tried again'),
  );
  return startBatchedLog({
    save: (portion) => saveDecisions(pool, portion),
    ...{ atOnce: DECISIONS_AT_ONCE, room: ROOM, onLater: tellLater },
    onLost: (count, error) => {
      onLost(count);
      tellLost(error);
    },
  });
}

/** An answer as the log keeps it: no name, and of the number a keyed hash. */
export function loggedDecision(
  { asked, line, decision, atMs, tookMs }: CallerTold,
  hashPhone: (enterprise: string, e164: string) => string,
): LoggedDecision {
  const { enterprise, settings, callId: uniqueid, wantsDialplan } = asked;
  const phone = readPhone(asked.phone, enterprise.country);
  const { name, extension, reason, chain, source } = decision;
  return {
    ...{ enterprise: enterprise.number, uniqueid, atMs, line, mode: settings.mode, wantsDialplan },
    phoneHash: phone.kind === 'number' ? hashPhone(enterprise.number, phone.e164) : null,
    ...{ hasName: name !== null, extension, reason, chain, source, tookMs: Math.round(tookMs) },
  };
}
