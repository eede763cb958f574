import { loadHashKey, popupLinkKeyOf } from '../../db/hash-key.ts';
import { writePopupLink, type PopupLink } from '../../domain/popup-link.ts';
import { createSealer } from '../../platform/sealed-text.ts';
import { createSecrets } from '../../platform/secrets.ts';
import { readSecretsKeys } from '../../platform/secrets-key.ts';
import { SECRETS_KEY, type System, type TestEnterprise } from './open-system.ts';
import { waitFor } from './wait-for.ts';

export const PUBLIC_URL = 'https://telephony.example';

/** A link as the system itself makes them. */
export async function sealedLink({ pool }: Pick<System, 'pool'>, link: PopupLink): Promise<string> {
  const keys = readSecretsKeys(SECRETS_KEY);
  if (!keys) throw new Error('unreadable key');
  const sealer = createSealer(popupLinkKeyOf(await loadHashKey(pool, createSecrets(keys))));
  return `${PUBLIC_URL}/open/${sealer.seal(writePopupLink(link))}`;
}

/** The address behind words of a manager's popup, once it is shown; `nth`: of the popups that have them. */
export function linkShown({ uon }: System, { apiKey }: TestEnterprise, managerId: number, words: string, nth = 0) {
  return waitFor(`the link “${words}” of manager ${managerId}`, () => {
    const shown = uon.account(apiKey).notifications.filter((one) => one.manager_id === managerId);
    const links = shown.flatMap(({ text }) => [...text.matchAll(/href="([^"]+)"[^>]*>([^<]*)</g)]);
    return links.filter(([, , told]) => told === words)[nth]?.[1];
  });
}

/** Follows a link of ours as a browser does, but for where it leads. */
export function follow({ url }: Pick<System, 'url'>, link: string, init: RequestInit = {}): Promise<Response> {
  return fetch(link.replace(PUBLIC_URL, url), { redirect: 'manual', ...init });
}
