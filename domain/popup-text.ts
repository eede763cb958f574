import { phoneDigits } from './phone.ts';
import { personName } from './person-name.ts';
import { callLines, listLines, momentText } from './popup-detail-lines.ts';
import type { CallerDetails, PopupCaller, PopupFacts } from './popup-facts.ts';
import { link, safeText } from './popup-html.ts';
import type { PopupLinks } from './popup-links.ts';
import { epochMsToPbxTime } from './pbx-time.ts';
import type { Client } from './uon-shapes.ts';

const TITLE = { incoming: 'Входящий звонок', outgoing: 'Исходящий звонок' } as const;

/** The text of a popup: three plain lines, or the scenario's card as HTML. All that comes from outside is escaped. */
export function popupText(facts: PopupFacts, links: PopupLinks): string {
  const { caller, direction, line, extension } = facts;
  if (caller.kind === 'basic') {
    return [
      `${TITLE[direction]}: ${safeText(caller.who)}`,
      ...(line === '' ? [] : [`Линия: ${safeText(line)}`]),
      `Менеджер: ${safeText(extension)}`,
    ].join('\n');
  }
  return [
    `📞 <b>${TITLE[direction]}</b>`,
    ...whoLines(caller, facts.managerId, links),
    ...(line === '' ? [] : [`🏢 Линия: ${safeText(line)}`]),
    `👨‍💼 Менеджер: ${safeText(extension)}`,
    `⏰ ${epochMsToPbxTime(facts.atMs, facts.timezone).slice(11)}`,
    ...('details' in caller ? detailLines(caller.details, facts, links) : []),
    ...creationLink(caller, links),
  ].join('\n');
}

function whoLines(caller: Exclude<PopupCaller, { kind: 'basic' }>, managerId: string, links: PopupLinks): string[] {
  switch (caller.kind) {
    case 'client': {
      const { client, details } = caller;
      return [...clientLines(client, links), ...whoseLine(client, details, managerId), `📱 ${caller.phoneE164}`];
    }
    case 'unknown':
      return [unknownLine(caller.createdClientId, links), `📱 ${caller.phoneE164}`];
    case 'hidden':
      return ['❓ Номер скрыт'];
    case 'no-number':
      return ['❓ Неизвестный номер', `📱 ${safeText(caller.text)}`];
  }
}

/** A company is a client of U-ON's, linked as one; where it is known to have a page of its own, its contact is the client. */
function clientLines(client: Client, links: PopupLinks): string[] {
  const person = safeText(personName(client));
  const card = links.client(client.id);
  const companyId = client.companyId ?? null;
  const company = client.kind === 'person' && companyId === null ? '' : safeText(client.company);
  if (company === '') return [`👤 ${linked(card, person || `Клиент ${safeText(client.id)}`)}`];
  if (companyId === null) return [`🏢 ${linked(card, company)}`, ...(person === '' ? [] : [`👤 ${person} (контакт)`])];
  const contact = `👤 ${linked(card, person || `Клиент ${safeText(client.id)}`)} (контакт)`;
  return [`🏢 ${linked(links.company(companyId), company)}`, contact];
}

/** Whose client it is: told otherwise to the client's own manager than to others. */
function whoseLine({ managerId: own }: Client, { managerName }: CallerDetails, managerId: string): string[] {
  if (own === null) return [];
  return own === managerId ? ['⭐ Ваш клиент'] : [`🤝 Клиент менеджера: ${safeText(managerName ?? `№ ${own}`)}`];
}

/** A card that was just created is linked like a client's; else the last line offers to create one. */
function unknownLine(createdClientId: string | null, links: PopupLinks): string {
  if (createdClientId === null) return '❓ Неизвестный клиент';
  return `❓ ${linked(links.client(createdClientId), 'Новый клиент')}`;
}

function detailLines(details: CallerDetails, { atMs, timezone }: PopupFacts, links: PopupLinks): string[] {
  const { leads, requests, calls, missedAtMs } = details;
  const missed = missedAtMs === null ? [] : [`❗ Прошлый звонок пропущен: ${momentText(missedAtMs, atMs, timezone)}`];
  return [
    ...missed,
    ...listLines('📋 Активные обращения:', leads, (id) => links.lead(id)),
    ...listLines('🧳 Заявки:', requests, (id) => links.request(id)),
    ...callLines(calls, atMs, timezone),
  ];
}

function creationLink(caller: PopupCaller, links: PopupLinks): string[] {
  if (caller.kind !== 'unknown' || caller.createdClientId !== null) return [];
  const href = links.newClient(phoneDigits(caller.phoneE164));
  return href === null ? [] : [link(href, 'Создать клиента')];
}

function linked(href: string | null, text: string): string {
  return href === null ? text : link(href, text);
}
