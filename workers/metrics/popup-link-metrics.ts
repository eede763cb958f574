import { Counter, type Registry } from 'prom-client';
import type { PopupLinksDeps } from '../../api/popup-links.ts';

/** Counts links of popups that were followed, and popups that were opened by them. */
export function popupLinkMetrics(registry: Registry) {
  const links = new Counter({
    name: 'telephony_popup_links_total',
    help: 'Links of popups that were followed, by what they name and where they led',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  const opened = new Counter({
    name: 'telephony_popups_opened_total',
    help: 'Popups of which a link was followed, each once',
    labelNames: ['variant'],
    registers: [registry],
  });
  const followed: PopupLinksDeps['onFollowed'] = (kind, outcome) => links.inc({ kind, outcome });
  return { followed, opened: (variant: string): void => opened.inc({ variant }) };
}
