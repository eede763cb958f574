import type { RequestHandler, Response } from 'express';
import { performance } from 'node:perf_hooks';
import { isPbxEventName, type PbxEventName } from '../domain/pbx-event.ts';
import type { Accepted } from '../intake/accept.ts';

/** Told of each PBX event once it is over. Must not throw. */
export interface EventMetrics {
  /** Answered with 202, so long after it arrived. */
  accepted(event: PbxEventName, outcome: Accepted['outcome'], ms: number, enterprise: string): void;
  /** Answered otherwise; `aborted` where the sender did not wait for the answer. `enterprise`: null where nobody knows whose it was. */
  refused(event: PbxEventName | 'unknown', status: number | 'aborted', enterprise: string | null): void;
}

/** Notes the arrival and whatever is no 202. Names that are no events are one: who guesses must not make new metrics. */
export function measureEvents(metrics: EventMetrics): RequestHandler {
  return (request, response, next) => {
    response.locals['arrivedAt'] = performance.now();
    // Below the path of all events.
    const name = request.path.slice(1);
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 'aborted';
      if (status !== 202) metrics.refused(isPbxEventName(name) ? name : 'unknown', status, enterpriseIn(response));
    });
    next();
  };
}

/** Where a door has found out. */
function enterpriseIn(response: Response): string | null {
  const door: unknown = response.locals['door'];
  const isKnown = typeof door === 'object' && door !== null && 'enterprise' in door;
  return isKnown && typeof door.enterprise === 'string' ? door.enterprise : null;
}

export function msSinceArrival(response: Response): number {
  return performance.now() - Number(response.locals['arrivedAt']);
}
