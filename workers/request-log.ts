import { setImmediate as afterOthers } from 'node:timers/promises';
import type pg from 'pg';
import { REQUESTS_AT_ONCE, saveRequests } from '../db/uon-requests.ts';
import { loggedRequest, type LoggedRequest, type RequestOutcome, type ToldRequest } from '../domain/logged-request.ts';
import type { Logger } from '../platform/log.ts';
import { seldom } from '../platform/seldom.ts';
import { startBatchedLog } from './batched-log.ts';

export interface RequestLogDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  /** Told of requests that are not in the log. */
  readonly onLost: (count: number) => void;
}

export interface RequestLog {
  /** A request is over. Returns at once; neither fails nor waits. */
  note(told: ToldRequest): void;
  /** Writes what there is, as far as the database takes it now. */
  stop(): Promise<void>;
}

/** Some ten megabytes, with answers of 4 KB. */
const ROOM = 2_000;
const TOLD_EVERY_MS = 60_000;
/** Held back by us: tried every few seconds for as long as U-ON is away. The first time says it; what is sent at last says how often. */
const HELD: ReadonlySet<RequestOutcome> = new Set(['held-back', 'paused', 'busy', 'key-refused']);

/**
 * The log of requests to U-ON: reduced when nobody waits, written once a second, a portion with one statement. What the database
 * does not take is tried again; what there is no room for, or what can't be read, is lost and counted.
 */
export function startRequestLog({ pool, log, onLost }: RequestLogDeps): RequestLog {
  const tellLost = seldom(TOLD_EVERY_MS, (leftOut, err?: unknown) =>
    log.warn({ err, leftOut }, 'requests to U-ON are missing in the log of requests'),
  );
  const tellLater = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
    log.warn({ err, leftOut }, 'the log of requests to U-ON can not be written now; it is tried again'),
  );
  const lose = (count: number, error?: unknown): void => {
    onLost(count);
    tellLost(error);
  };
  const lines = startBatchedLog<LoggedRequest>({
    save: (portion) => saveRequests(pool, portion),
    ...{ atOnce: REQUESTS_AT_ONCE, room: ROOM, onLost: lose, onLater: tellLater },
  });
  const add = (told: ToldRequest): void => {
    if (told.tookMs === null && (told.about.attempt ?? 1) > 1 && HELD.has(told.outcome)) return;
    try {
      lines.add(loggedRequest(told));
    } catch (error) {
      lose(1, error);
    }
  };
  return {
    // After whatever the answer sets going.
    note: (told) => void setImmediate(add, told),
    async stop() {
      // Behind what was noted just now.
      await afterOthers();
      await lines.stop();
    },
  };
}
