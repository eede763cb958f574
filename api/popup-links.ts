import { Router, type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import type { LinkTarget, PopupLink } from '../domain/popup-link.ts';
import type { Followed, LinkOutcome } from '../intake/follow-popup-link.ts';
import { LINK_RATE, sharedRates } from '../intake/rates.ts';
import { createStrangers } from '../intake/strangers.ts';
import { TooManyError } from '../intake/too-many.ts';
import { hidePath } from './input.ts';
import { serve } from './openapi/operation.ts';
import { openPopupLink } from './popup-links-operations.ts';
import { sendPage } from './popup-links-page.ts';
import { problemOf } from './problem.ts';

export interface PopupLinksDeps {
  /** Null for what is no link of ours, or was changed. */
  readonly read: (token: string) => PopupLink | null;
  readonly follow: (link: PopupLink) => Promise<Followed>;
  /** Told of each that was followed. Must not throw. */
  readonly onFollowed: (kind: LinkTarget['kind'] | 'unknown', outcome: LinkOutcome | 'forged') => void;
}

/** `GET /open/{link}`: what a manager opens from a popup. It leads nowhere but to what the enterprise's own settings say. */
export function popupLinksRouter({ read, follow, onFollowed }: PopupLinksDeps): Router {
  const router = Router();
  const strangers = createStrangers('links that are none of ours');
  const openings = sharedRates(LINK_RATE);

  const open: RequestHandler = async (request, response) => {
    const address = request.ip ?? '';
    strangers.mayTry(address);
    const token = String(request.params['link']);
    const link = read(token);
    if (!link) {
      strangers.failed(address);
      onFollowed('unknown', 'forged');
      return sendPage(response, 404);
    }
    if (request.method === 'HEAD') return void response.status(204).end();
    if (isFetchedAhead(request)) return sendPage(response.set('Retry-After', '1'), 503);
    const waitMs = openings.take(token);
    if (waitMs > 0) throw new TooManyError('The link is opened again and again', waitMs);

    const followed = await follow(link);
    onFollowed(link.to.kind, followed.outcome);
    if (followed.address === null) return sendPage(response, 410);
    response.location(followed.address).status(302).end();
  };
  serve(router, openPopupLink, unseen, hidePath('/open'), open);
  router.use('/open', forPeople);
  return router;
}

/** Nobody keeps the answer, and the page that it leads to does not learn of the link. */
const unseen: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  next();
};

/** A browser that fetches what one may click on takes no refusal for the page: it asks again when one does. */
function isFetchedAhead(request: Request): boolean {
  return ['Sec-Purpose', 'Purpose', 'X-Purpose', 'X-Moz'].some((name) =>
    /prefetch|prerender|preview/i.test(request.get(name) ?? ''),
  );
}

const forPeople: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const { status, retryAfterS } = problemOf(error);
  if (response.headersSent || (status !== 429 && status !== 503)) return next(error);
  sendPage(response.set('Retry-After', String(retryAfterS ?? 1)), status);
};
