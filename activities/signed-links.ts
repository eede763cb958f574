import type { Enterprise } from '../domain/enterprise.ts';
import type { LinkTarget, PopupLink } from '../domain/popup-link.ts';
import { pageLinks, type PopupLinks } from '../domain/popup-links.ts';
import type { PopupOrder } from '../domain/popup-order.ts';
import type { Ask } from './contract/asked.ts';

/** Makes the address of ours that a link of a popup leads by; null where PUBLIC_URL is not set. */
export type SignLink = ((link: PopupLink) => string) | null;

/**
 * The links of a popup. «Создать клиента» goes by us, who make the client and lead on; where basic and enriched popups are compared all
 * links do, so that it can be counted which are opened. What has no page in U-ON has no link.
 */
export function linksOf(
  signLink: SignLink,
  of: Pick<Ask, 'callId'>,
  enterprise: Enterprise,
  popup: PopupOrder,
): PopupLinks {
  const { links, subdomain, notifications } = enterprise.uon;
  const pages = pageLinks(links, subdomain);
  if (!signLink) return pages;
  const { callId } = of;
  const made = { enterprise: enterprise.number, callId, managerId: popup.managerId, madeAtMs: Date.now() };
  const signed = (page: string | null, to: LinkTarget) => (page === null ? null : signLink({ ...made, to }));
  const newClient = (digits: string) =>
    signed(pages.newClient(digits), {
      kind: 'new_client',
      phoneE164: `+${digits}`,
      direction: popup.facts.direction,
    });
  if (notifications.enriched !== 'ab') return { ...pages, newClient };
  return {
    newClient,
    client: (id) => signed(pages.client(id), { kind: 'client', id }),
    company: (id) => signed(pages.company(id), { kind: 'company', id }),
    lead: (id) => signed(pages.lead(id), { kind: 'lead', id }),
    request: (id) => signed(pages.request(id), { kind: 'request', id }),
  };
}
