import { Router, type RequestHandler } from 'express';
import { parsePbxEvent, RECORDED_EVENTS, STORY_EVENTS, type PbxEvent } from '../domain/pbx-event.ts';
import type { Accepted } from '../intake/accept.ts';
import type { EventBody } from '../intake/body-identity.ts';
import type { Admission } from '../intake/admission.ts';
import type { CallDoor } from '../intake/call-door.ts';
import { measureEvents, msSinceArrival, type EventMetrics } from './event-metrics.ts';
import { serve } from './openapi/operation.ts';
import { createPbxDoor } from './pbx-door.ts';
import { EVENT_LIMIT_BYTES, eventOperation, type EventTaken } from './pbx-events-operations.ts';
import { Problem } from './problem.ts';

export interface PbxEventsDeps {
  /** Knows the enterprise by its token, and whether it may send now. */
  readonly admission: Admission<CallDoor>;
  /** Makes the event durable. */
  readonly accept: (door: CallDoor, event: PbxEvent, body: EventBody) => Promise<Accepted>;
  /** Tells the workflows; failures are the sweeper's. */
  readonly deliver: (rows: Accepted['deliveries']) => Promise<unknown>;
  readonly metrics: EventMetrics;
}

const OPERATIONS = [...STORY_EVENTS, ...RECORDED_EVENTS].map((name) => ({ name, operation: eventOperation(name) }));

export const pbxEventsOperations = OPERATIONS.map(({ operation }) => operation);

/** `POST /api/callevent/{event}`: 202 with the call id once the event is durable, never before. */
export function pbxEventsRouter(deps: PbxEventsDeps): Router {
  // A name in other letters is no event.
  const router = Router({ caseSensitive: true });
  const pbx = createPbxDoor(deps.admission, EVENT_LIMIT_BYTES);

  router.use('/api/callevent', measureEvents(deps.metrics));
  for (const { name, operation } of OPERATIONS) {
    serve(router, operation, pbx.read, async (request, response) => {
      const { door, body } = await pbx.enter(request, response);
      const parsed = parsePbxEvent(name, body);
      if (!parsed.ok)
        throw new Problem(422, `The ${name} event has fields that are wrong or missing`, { errors: parsed.problems });
      const accepted = await deps.accept(door, parsed.event, body);
      const taken: EventTaken = { call_id: accepted.callId };
      response.status(202).json(taken);
      deps.metrics.accepted(name, accepted.outcome, msSinceArrival(response), door.enterprise);
      void deps.deliver(accepted.deliveries);
    });
  }
  router.use('/api/callevent', noSuchEvent);
  return router;
}

const noSuchEvent: RequestHandler = (request, _response, next) =>
  next(request.method === 'POST' ? new Problem(404, `There is no event ${request.path.slice(1, 51)}`) : undefined);
