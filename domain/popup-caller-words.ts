import { linkBeside, linkedBeside, safeText } from './html-text.ts';
import { personName } from './person-name.ts';
import { phoneDigits } from './phone.ts';
import type { PopupCaller } from './popup-facts.ts';
import type { PopupLinks } from './popup-links.ts';
import type { Client } from './uon-shapes.ts';

/** A card that was just created is linked like a client's. */
export function unknownCaller(createdClientId: string | null, links: PopupLinks): string {
  if (createdClientId === null) return '❓ Неизвестный клиент';
  return `❓ ${linkedBeside(links.client(createdClientId), 'Новый клиент')}`;
}

/** Offers to make a client of an unknown caller, of whom none is made. */
export function creationLink(caller: PopupCaller, links: PopupLinks): string[] {
  if (caller.kind !== 'unknown' || caller.createdClientId !== null) return [];
  const href = links.newClient(phoneDigits(caller.phoneE164));
  return href === null ? [] : [linkBeside(href, 'Создать клиента')];
}

/** The company that a client is, or works for and has a page of its own; empty of a person who is neither. */
export function companyOf(client: Client): string {
  return client.kind === 'person' && (client.companyId ?? null) === null ? '' : safeText(client.company);
}

/** The person's name, else what U-ON calls him by. */
export function personOf(client: Client): string {
  return safeText(personName(client)) || `Клиент ${safeText(client.id)}`;
}
