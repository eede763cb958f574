import type { Access, Operation } from './operation.ts';

type Refusals = Readonly<Record<number, string>>;

const AWAY = 'The database is away, or more is sent than can be served; `Retry-After` says when to send it again';
const TOO_MANY = 'Too much at once, or too many wrong tries from one address; `Retry-After` says when to go on';

const OF_ACCESS: Readonly<Record<Access, Refusals>> = {
  anyone: {},
  'pbx-token': { 401: 'The token is no enterprise’s', 429: TOO_MANY, 503: AWAY },
  'webhook-secret': { 401: 'The secret is no enterprise’s', 429: TOO_MANY, 503: AWAY },
  'listed-address': { 403: 'The sender may not speak for the enterprise', 429: TOO_MANY, 503: AWAY },
  'service-token': {
    401: 'There is no service token, or it is none of ours',
    403: 'The service token was not made for that enterprise',
    503: AWAY,
  },
  session: {
    401: 'Nobody is logged in by that cookie',
    403: 'The role does not allow it, or the request comes from a page of another origin',
    503: AWAY,
  },
  'codec-token': { 401: 'The token in the address is not the codec’s' },
};

const OF_BODY: Refusals = {
  400: 'The body can’t be read: broken JSON, or no object',
  408: 'The request did not arrive in time',
  413: 'The body is too large',
  415: 'The body has a charset or an encoding that can’t be read',
};

/** Every refusal that an operation may answer with, as problem+json; by status. */
export function refusalsOf({ access, params, body, problems }: Operation): Refusals {
  return {
    ...(params && { 400: 'The address can’t be read' }),
    ...(body && OF_BODY),
    ...OF_ACCESS[access],
    ...problems,
  };
}
