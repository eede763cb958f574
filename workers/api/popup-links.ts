import type { PopupLinksDeps } from '../../api/popup-links.ts';
import { clientOfCall } from '../../db/calls.ts';
import { notePopupOpened } from '../../db/popup-counts.ts';
import { readPopupLink } from '../../domain/popup-link.ts';
import { followPopupLink, type FollowPopupLinkDeps } from '../../intake/follow-popup-link.ts';
import { makeCard } from '../../intake/make-card.ts';
import { createWaitingRoom } from '../../intake/waiting-room.ts';
import { seldom } from '../../platform/seldom.ts';
import { TOLD_EVERY_MS, type ApiProcess } from './background.ts';

/** Managers of one agency who wait for cards at once; each is a workflow and some requests of the account. */
const CARDS = { atOnce: 8, room: 200, waitMs: 2_000 };

/** What links of popups need. */
export function createPopupLinks(
  { log, pool, client, hashPhone, popupLinks, metrics }: ApiProcess,
  load: FollowPopupLinkDeps['load'],
): PopupLinksDeps {
  const room = createWaitingRoom(CARDS);
  const onFailure = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
    log.warn({ err, leftOut }, 'a card got no answer from its workflow'),
  );
  return {
    read: (token) => {
      const text = popupLinks.open(token);
      return text === null ? null : readPopupLink(text);
    },
    follow: (link) =>
      followPopupLink(
        {
          load,
          noteOpened: (of) => notePopupOpened(pool, of),
          clientOfCall: (enterprise, callId) => clientOfCall(pool, enterprise, callId),
          makeCard: (input) => room.enter(input.enterprise, () => makeCard({ client, hashPhone, onFailure }, input)),
          onOpened: metrics.popupLinks.opened,
          onForm: ({ enterprise, callId }, why) =>
            log.warn({ enterprise, callId, why }, 'the form of U-ON was opened instead of a new card'),
        },
        link,
      ),
    onFollowed: metrics.popupLinks.followed,
  };
}
