import express, { Router, type Request } from 'express';
import { isPbxEventName, parsePbxEvent } from '../domain/pbx-event.ts';
import type { Accepted } from '../intake/accept.ts';
import { isTooDeep, type EventBody } from '../intake/body-identity.ts';
import type { Admission } from '../intake/admission.ts';
import type { CallDoor } from '../intake/call-door.ts';
import type { PbxEvent } from '../domain/pbx-event.ts';
import { measureEvents, msSinceArrival, type EventMetrics } from './event-metrics.ts';
import { bodyWithin } from './body-limit.ts';
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

/** The largest event that was ever seen has 500 bytes. */
const BODY_LIMIT_BYTES = 128 * 1_024;

/** `POST /api/callevent/{event}`: 202 with the call id once the event is durable, never before. */
export function pbxEventsRouter(deps: PbxEventsDeps): Router {
  const router = Router();
  // A dialplan's CURL says form data, whatever it sends.
  const json = bodyWithin(BODY_LIMIT_BYTES, express.json({ limit: BODY_LIMIT_BYTES, type: () => true }));

  router.use('/api/callevent', measureEvents(deps.metrics));
  router.param('event', (_request, _response, next, name: string) =>
    next(isPbxEventName(name) ? undefined : new Problem(404, `There is no event ${name.slice(0, 50)}`)),
  );

  router.post(
    '/api/callevent/:event',
    async (request, response, next) => {
      const token = headerToken(request);
      // Who has a wrong token is told so before the body is looked at.
      if (token !== null) response.locals['door'] = await admit(deps, request, token);
      json(request, response, next);
    },
    async (request, response) => {
      const name = request.params.event;
      const body = objectOf(request.body);
      const known: unknown = response.locals['door'];
      const door = isDoor(known) ? known : await admit(deps, request, bodyToken(body));
      if (typeof name !== 'string' || !isPbxEventName(name)) throw new Problem(404, 'There is no such event');
      const parsed = parsePbxEvent(name, body);
      if (!parsed.ok)
        throw new Problem(422, `The ${name} event has fields that are wrong or missing`, { errors: parsed.problems });
      const accepted = await deps.accept(door, parsed.event, body);
      response.status(202).json({ call_id: accepted.callId });
      deps.metrics.accepted(name, accepted.outcome, msSinceArrival(response));
      void deps.deliver(accepted.deliveries);
    },
  );
  return router;
}

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
