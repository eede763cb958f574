import express, { Router, type Request, type RequestHandler } from 'express';
import { parsePbxEvent, RECORDED_EVENTS, STORY_EVENTS, type PbxEvent } from '../domain/pbx-event.ts';
import type { Accepted } from '../intake/accept.ts';
import { isTooDeep, type EventBody } from '../intake/body-identity.ts';
import type { Admission } from '../intake/admission.ts';
import type { CallDoor } from '../intake/call-door.ts';
import { measureEvents, msSinceArrival, type EventMetrics } from './event-metrics.ts';
import { bodyWithin } from './body-limit.ts';
import { serve } from './openapi/operation.ts';
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
  // A dialplan's CURL says form data, whatever it sends.
  const json = bodyWithin(EVENT_LIMIT_BYTES, express.json({ limit: EVENT_LIMIT_BYTES, type: () => true }));

  router.use('/api/callevent', measureEvents(deps.metrics));
  for (const { name, operation } of OPERATIONS) {
    serve(
      router,
      operation,
      async (request, response, next) => {
        const token = headerToken(request);
        // Who has a wrong token is told so before the body is looked at.
        if (token !== null) response.locals['door'] = await admit(deps, request, token);
        json(request, response, next);
      },
      async (request, response) => {
        const body = objectOf(request.body);
        const known: unknown = response.locals['door'];
        const door = isDoor(known) ? known : await admit(deps, request, bodyToken(body));
        response.locals['door'] = door;
        const parsed = parsePbxEvent(name, body);
        if (!parsed.ok)
          throw new Problem(422, `The ${name} event has fields that are wrong or missing`, { errors: parsed.problems });
        const accepted = await deps.accept(door, parsed.event, body);
        const taken: EventTaken = { call_id: accepted.callId };
        response.status(202).json(taken);
        deps.metrics.accepted(name, accepted.outcome, msSinceArrival(response), door.enterprise);
        void deps.deliver(accepted.deliveries);
      },
    );
  }
  router.use('/api/callevent', noSuchEvent);
  return router;
}

const noSuchEvent: RequestHandler = (request, _response, next) =>
  next(request.method === 'POST' ? new Problem(404, `There is no event ${request.path.slice(1, 51)}`) : undefined);

async function admit({ admission }: PbxEventsDeps, request: Request, token: string): Promise<CallDoor> {
  const door = await admission.admit(token, request.ip ?? '');
  if (!door) throw new Problem(401, 'The token is not that of an enterprise (header or field Token)');
  return door;
}

function headerToken(request: Request): string | null {
  return request.get('Token')?.trim() || null;
}

function bodyToken(body: EventBody): string {
  const token = body['Token'];
  return typeof token === 'string' ? token.trim() : '';
}

function objectOf(body: unknown): EventBody {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem(400, 'The body is no JSON object', {
      errors: [{ field: 'body', message: 'must be a JSON object' }],
    });
  }
  if (isTooDeep(body))
    throw new Problem(422, 'The body is nested too deep', {
      errors: [{ field: 'body', message: 'is nested too deep' }],
    });
  return Object.fromEntries(Object.entries(body));
}

function isDoor(value: unknown): value is CallDoor {
  return typeof value === 'object' && value !== null && 'enterprise' in value;
}
