import type { OpenedPopup } from '../db/popup-counts.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import { isStillFresh, type LinkTarget, type PopupLink } from '../domain/popup-link.ts';
import { pageLinks, type PopupLinks } from '../domain/popup-links.ts';
import { phoneDigits } from '../domain/phone.ts';
import type { CardAnswer, MakeCardInput } from '../workflows/card-messages.ts';
import { NoRoomError } from './waiting-room.ts';

/**
 * Where a link led: `page`: to what it names; `created`, `found`: to the card of the client that was made, or was there; `form`: to
 * U-ON's own form, since no client could be made; `old`: it is past its time, and made nothing; `gone`: nowhere.
 */
export type LinkOutcome = 'page' | 'created' | 'found' | 'form' | 'old' | 'gone';

export interface Followed {
  readonly outcome: LinkOutcome;
  /** Null where no address can be made. */
  readonly address: string | null;
}

export interface FollowPopupLinkDeps {
  readonly load: (
    enterprise: string,
  ) => Promise<{ readonly enterprise: Enterprise; readonly account: string | null } | null>;
  /** Notes that the popup was opened; null where there is no such popup any more. */
  readonly noteOpened: (link: PopupLink) => Promise<OpenedPopup | null>;
  readonly clientOfCall: (enterprise: string, callId: string) => Promise<string | null>;
  /** Null where nothing is heard in time. */
  readonly makeCard: (input: MakeCardInput) => Promise<CardAnswer | null>;
  /** A popup of this variant was opened for the first time. */
  readonly onOpened: (variant: string) => void;
  /** U-ON's form was opened instead of a card: why. */
  readonly onForm: (link: PopupLink, why: string) => void;
}

/** Follows a link of ours: to an address that is made now, of the settings of the link's enterprise. */
export async function followPopupLink(deps: FollowPopupLinkDeps, link: PopupLink): Promise<Followed> {
  const known = await deps.load(link.enterprise);
  if (!known) return { outcome: 'gone', address: null };
  const { links, subdomain } = known.enterprise.uon;
  const pages = pageLinks(links, subdomain);
  const page = addressOf(pages, link.to);
  if (page === null) return { outcome: 'gone', address: null };
  if (!isStillFresh(link, Date.now())) return { outcome: 'old', address: page };

  const popup = await deps.noteOpened(link);
  if (popup?.isFirst) deps.onOpened(popup.variant);
  if (link.to.kind !== 'new_client') return { outcome: 'page', address: page };
  // The popup is forgotten, or was never sent: for it nobody makes a client.
  if (!popup) return { outcome: 'old', address: page };
  const card = known.account === null ? 'U-ON is switched off, or has no key' : await cardOf(deps, link, link.to);
  if (typeof card === 'string') deps.onForm(link, card);
  const address = typeof card === 'string' ? null : pages.client(card.clientId);
  if (typeof card === 'string' || address === null) return { outcome: 'form', address: page };
  return { outcome: card.created ? 'created' : 'found', address };
}

/** The client of the call, who may have to be made; a text: why there is none. */
async function cardOf(
  { clientOfCall, makeCard }: FollowPopupLinkDeps,
  { enterprise, callId }: PopupLink,
  { phoneE164, direction }: Extract<LinkTarget, { kind: 'new_client' }>,
): Promise<{ readonly clientId: string; readonly created: boolean } | string> {
  const known = await clientOfCall(enterprise, callId);
  if (known !== null) return { clientId: known, created: false };
  try {
    const card = await makeCard({ enterprise, callId, phoneE164, direction });
    if (card?.clientId) return { clientId: card.clientId, created: card.created };
    return card?.why ?? 'no answer in time';
  } catch (error) {
    if (error instanceof NoRoomError) return 'too many are opened at once';
    throw error;
  }
}

function addressOf(pages: PopupLinks, to: LinkTarget): string | null {
  return to.kind === 'new_client' ? pages.newClient(phoneDigits(to.phoneE164)) : pages[to.kind](to.id);
}
