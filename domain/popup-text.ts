import { phoneDigits } from './phone.ts';
import { personName } from './person-name.ts';
import { link, safeText } from './popup-html.ts';
import { epochMsToPbxTime } from './pbx-time.ts';
import { linkTo, type LinkTemplates } from './settings/links.ts';
import type { Client } from './uon-shapes.ts';

/** Who calls, as far as the popup knows it. */
export type PopupCaller =
  /** Details are not wanted, or did not come in time. `who`: the number, or what stands for it. */
  | { readonly kind: 'basic'; readonly who: string }
  | { readonly kind: 'client'; readonly phoneE164: string; readonly client: Client }
  | { readonly kind: 'unknown'; readonly phoneE164: string; readonly createdClientId: string | null }
  | { readonly kind: 'hidden' }
  /** Something was dialled from that is no telephone number. */
  | { readonly kind: 'no-number'; readonly text: string };

export interface PopupFacts {
  readonly caller: PopupCaller;
  readonly direction: 'incoming' | 'outgoing';
  /** The line's name; empty when the PBX named none. */
  readonly line: string;
  readonly extension: string;
  /** The event's arrival, epoch ms, shown in the enterprise's zone. */
  readonly atMs: number;
  readonly timezone: string;
  readonly links: LinkTemplates;
  /** The host of the agency's U-ON; without it there are no links. */
  readonly subdomain?: string | undefined;
}

const TITLE = { incoming: 'Входящий звонок', outgoing: 'Исходящий звонок' } as const;

/** The text of a popup: three plain lines, or the scenario's card as HTML. All that comes from outside is escaped. */
export function popupText(facts: PopupFacts): string {
  const { caller, direction, line, extension } = facts;
  if (caller.kind === 'basic') {
    return [
      `${TITLE[direction]}: ${safeText(caller.who)}`,
      ...basicLine(line),
      `Менеджер: ${safeText(extension)}`,
    ].join('\n');
  }
  return [
    `📞 <b>${TITLE[direction]}</b>`,
    ...whoLines(caller, facts),
    ...(line === '' ? [] : [`🏢 Линия: ${safeText(line)}`]),
    `👨‍💼 Менеджер: ${safeText(extension)}`,
    `⏰ ${epochMsToPbxTime(facts.atMs, facts.timezone).slice(11)}`,
    ...creationLink(caller, facts),
  ].join('\n');
}

function basicLine(line: string): string[] {
  return line === '' ? [] : [`Линия: ${safeText(line)}`];
}

function whoLines(caller: Exclude<PopupCaller, { kind: 'basic' }>, facts: PopupFacts): string[] {
  switch (caller.kind) {
    case 'client':
      return [...clientLines(caller.client, facts), `📱 ${caller.phoneE164}`];
    case 'unknown':
      return [unknownLine(caller.createdClientId, facts), `📱 ${caller.phoneE164}`];
    case 'hidden':
      return ['❓ Номер скрыт'];
    case 'no-number':
      return ['❓ Неизвестный номер', `📱 ${safeText(caller.text)}`];
  }
}

function clientLines(client: Client, facts: PopupFacts): string[] {
  const person = safeText(personName(client));
  const company = client.kind === 'person' ? '' : safeText(client.company);
  const href = linkTo(facts.links.client, facts.subdomain, { user_id: client.id });
  if (company === '') return [`👤 ${linked(href, person || `Клиент ${safeText(client.id)}`)}`];
  return [`🏢 ${linked(href, company)}`, ...(person === '' ? [] : [`👤 ${person} (контакт)`])];
}

/** A card that was just created is linked like a client's; else the last line offers to create one. */
function unknownLine(createdClientId: string | null, facts: PopupFacts): string {
  if (createdClientId === null) return '❓ Неизвестный клиент';
  return `❓ ${linked(linkTo(facts.links.client, facts.subdomain, { user_id: createdClientId }), 'Новый клиент')}`;
}

function creationLink(caller: PopupCaller, facts: PopupFacts): string[] {
  if (caller.kind !== 'unknown' || caller.createdClientId !== null) return [];
  const href = linkTo(facts.links.new_client, facts.subdomain, { phone: phoneDigits(caller.phoneE164) });
  return href === null ? [] : [link(href, 'Создать клиента')];
}

function linked(href: string | null, text: string): string {
  return href === null ? text : link(href, text);
}
