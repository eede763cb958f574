import type { CallEnd } from './popup-merging.ts';
import { phoneDigits } from './phone.ts';
import type { PopupCaller, PopupFacts } from './popup-facts.ts';
import { personName } from './person-name.ts';
import { epochMsToPbxTime } from './pbx-time.ts';
import { link, safeText } from './popup-html.ts';
import type { PopupLinks } from './popup-links.ts';
import type { Client } from './uon-shapes.ts';

/** One of the calls that a merged popup tells of, as its own popup would. */
export interface ToldCall {
  readonly facts: PopupFacts;
  readonly links: PopupLinks;
  /** How it ended meanwhile; null while it goes on. */
  readonly ended: CallEnd | null;
}

/** So many calls are told of one by one; of those before them only how many they are. A popup is read at a glance. */
export const MOST_CALLS_SHOWN = 10;

/**
 * The text of one popup that tells a manager of several calls, the newest first. HTML where details of any of them are
 * wanted, plain lines else, as of a single call. All that comes from outside is escaped. `windowMs`: how long was collected.
 */
export function mergedPopupText(calls: readonly ToldCall[], windowMs: number): string {
  const newestFirst = calls.toSorted((a, b) => b.facts.atMs - a.facts.atMs);
  const shown = newestFirst.slice(0, MOST_CALLS_SHOWN);
  const isPlain = calls.every(({ facts }) => facts.caller.kind === 'basic');
  const heading = `${calls.length} ${callsInWords(calls.length)} за ${spanInWords(windowMs)}`;
  const extensions = [...new Set(shown.map(({ facts }) => safeText(facts.extension)))].join(', ');
  return [
    isPlain ? heading : `📞 <b>${heading}</b>`,
    ...shown.map((call) => lineOf(call, isPlain)),
    ...(calls.length > shown.length ? [`и ещё ${calls.length - shown.length}`] : []),
    isPlain ? `Менеджер: ${extensions}` : `👨‍💼 Менеджер: ${extensions}`,
  ].join('\n');
}

const MISSED = { incoming: 'пропущен', outgoing: 'без ответа' } as const;

function lineOf({ facts, links, ended }: ToldCall, isPlain: boolean): string {
  const { caller, direction, line, managerId, atMs, timezone } = facts;
  return [
    `${epochMsToPbxTime(atMs, timezone).slice(11)} ${whoIn(caller, links)}`,
    ...numberIn(caller),
    ...(caller.kind === 'client' && caller.client.managerId === managerId ? ['⭐ ваш клиент'] : []),
    ...(line === '' ? [] : [safeText(line)]),
    ...(direction === 'outgoing' ? ['исходящий'] : []),
    ...(ended === null ? [] : [endIn(ended, direction, isPlain)]),
    ...creationIn(caller, links),
  ].join(' · ');
}

function endIn(ended: CallEnd, direction: PopupFacts['direction'], isPlain: boolean): string {
  if (ended === 'over') return 'завершён';
  return isPlain ? MISSED[direction] : `<b>${MISSED[direction]}</b>`;
}

function whoIn(caller: PopupCaller, links: PopupLinks): string {
  switch (caller.kind) {
    case 'basic':
      return safeText(caller.who);
    case 'client':
      return `👤 ${linked(links.client(caller.client.id), nameOf(caller.client))}`;
    case 'unknown':
      if (caller.createdClientId === null) return '❓ Неизвестный клиент';
      return `❓ ${linked(links.client(caller.createdClientId), 'Новый клиент')}`;
    case 'hidden':
      return '❓ Номер скрыт';
    case 'no-number':
      return `❓ ${safeText(caller.text)}`;
  }
}

/** A company by its name, anybody else by the person's. */
function nameOf(client: Client): string {
  const isCompany = client.kind !== 'person' || (client.companyId ?? null) !== null;
  const company = isCompany ? safeText(client.company) : '';
  return company || safeText(personName(client)) || `Клиент ${safeText(client.id)}`;
}

function numberIn(caller: PopupCaller): string[] {
  return caller.kind === 'client' || caller.kind === 'unknown' ? [caller.phoneE164] : [];
}

function creationIn(caller: PopupCaller, links: PopupLinks): string[] {
  if (caller.kind !== 'unknown' || caller.createdClientId !== null) return [];
  const href = links.newClient(phoneDigits(caller.phoneE164));
  return href === null ? [] : [link(href, 'Создать клиента')];
}

function linked(href: string | null, text: string): string {
  return href === null ? text : link(href, text);
}

/** 1 звонок, 2 звонка, 5 звонков, 11 звонков, 21 звонок. */
function callsInWords(count: number): string {
  const form = new Intl.PluralRules('ru').select(count);
  return form === 'one' ? 'звонок' : form === 'few' ? 'звонка' : 'звонков';
}

/** Whole minutes from two on, else seconds. */
function spanInWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} мин` : `${seconds} с`;
}
