import { personName } from './person-name.ts';
import { callLines, listLines, momentText } from './popup-detail-lines.ts';
import type { CallerDetails, PopupCaller, PopupFacts } from './popup-facts.ts';
import { linkedBeside, safeText } from './html-text.ts';
import { companyOf, creationLink, personOf, unknownCaller } from './popup-caller-words.ts';
import type { PopupLinks } from './popup-links.ts';
import { epochMsToPbxTime } from './pbx-time.ts';
import type { Client } from './uon-shapes.ts';

const TITLE = { incoming: 'Входящий звонок', outgoing: 'Исходящий звонок' } as const;

/** The text of a popup: three plain lines, or what is known of the caller as HTML. All that comes from outside is escaped. */
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
      return [unknownCaller(caller.createdClientId, links), `📱 ${caller.phoneE164}`];
    case 'hidden':
      return ['❓ Номер скрыт'];
    case 'no-number':
      return ['❓ Неизвестный номер', `📱 ${safeText(caller.text)}`];
  }
}

/** A company is a client of U-ON's, linked as one; where it is known to have a page of its own, its contact is the client. */
function clientLines(client: Client, links: PopupLinks): string[] {
  const card = links.client(client.id);
  const company = companyOf(client);
  if (company === '') return [`👤 ${linkedBeside(card, personOf(client))}`];
  const companyId = client.companyId ?? null;
  if (companyId !== null) {
    const contact = `👤 ${linkedBeside(card, personOf(client))} (контакт)`;
    return [`🏢 ${linkedBeside(links.company(companyId), company)}`, contact];
  }
  const person = safeText(personName(client));
  return [`🏢 ${linkedBeside(card, company)}`, ...(person === '' ? [] : [`👤 ${person} (контакт)`])];
}

/** Whose client it is: told otherwise to the client's own manager than to others. */
function whoseLine({ managerId: own }: Client, { managerName }: CallerDetails, managerId: string): string[] {
  if (own === null) return [];
  return own === managerId ? ['⭐ Ваш клиент'] : [`🤝 Клиент менеджера: ${safeText(managerName ?? `№ ${own}`)}`];
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
