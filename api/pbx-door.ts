import express, { type NextFunction, type Request, type Response } from 'express';
import type { Admission } from '../intake/admission.ts';
import { isTooDeep, type EventBody } from '../intake/body-identity.ts';
import { bodyWithin } from './body-limit.ts';
import { Problem } from './problem.ts';

/** The enterprise whose PBX speaks, and what it says. */
export interface FromPbx<D> {
  readonly door: D;
  readonly body: EventBody;
}

export interface PbxDoor<D> {
  /** Reads the body, whatever it says it is; who has a wrong token in the header is told so before. */
  readonly read: (request: Request, response: Response, next: NextFunction) => Promise<void>;
  /** @throws Problem 401, 400, 422 */
  enter(request: Request, response: Response): Promise<FromPbx<D>>;
}

/** Lets a PBX in by its token, in the header or in the field `Token`. Notes the door for whoever counts. */
export function createPbxDoor<D extends { readonly enterprise: string }>(
  admission: Admission<D>,
  limitBytes: number,
): PbxDoor<D> {
  // A dialplan's CURL says form data, whatever it sends.
  const json = bodyWithin(limitBytes, express.json({ limit: limitBytes, type: () => true }));
  const known = new WeakMap<Request, D>();
  const admit = async (request: Request, response: Response, token: string): Promise<D> => {
    const door = await admission.admit(token, request.ip ?? '');
    if (!door) throw new Problem(401, 'The token is not that of an enterprise (header or field Token)');
    response.locals['door'] = door;
    known.set(request, door);
    return door;
  };
  return {
    async read(request, response, next) {
      const token = headerToken(request);
      if (token !== null) await admit(request, response, token);
      json(request, response, next);
    },
    async enter(request, response) {
      const body = objectOf(request.body);
      const door = known.get(request) ?? (await admit(request, response, bodyToken(body)));
      return { door, body };
    },
  };
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
