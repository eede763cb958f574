import type { SignLink } from '../activities/signed-links.ts';
import { writePopupLink } from '../domain/popup-link.ts';
import type { OpenProcess } from './open-process.ts';

/** How links of popups that go by us are made; null where nobody said under which address we are found. */
export function signLinkOf({ config, popupLinks }: Pick<OpenProcess, 'config' | 'popupLinks'>): SignLink {
  const { publicUrl } = config;
  if (publicUrl === undefined) return null;
  return (link) => `${publicUrl}/open/${popupLinks.seal(writePopupLink(link))}`;
}
