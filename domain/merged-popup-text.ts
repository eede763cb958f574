import type { CallEnd } from './popup-merging.ts';
import { phoneDigits } from './phone.ts';
import { personName } from './person-name.ts';
import { epochMsToPbxTime } from './pbx-time.ts';
import { link, safeText } from './popup-html.ts';
import type { PopupCaller } from './popup-text.ts';
import { linkTo, type LinkTemplates } from './settings/links.ts';
import type { Client } from './uon-shapes.ts';

/** What a merged popup tells of one call. */
export interface MergedCall {
  readonly caller: PopupCaller;
  readonly direction: 'incoming' | 'outgoing';
  /** The line's name; empty when the PBX named none. */
  readonly line: string;
  /** The extension of the manager that it rings. */
  readonly extension: string;
  /** The event's arrival, epoch ms, shown in the enterprise's zone. */
  readonly atMs: number;
}

/** One of the calls of a merged popup; `ended`: how it ended meanwhile, null while it goes on. */
export type ToldCall = MergedCall & { readonly ended: CallEnd | null };

export interface MergedFacts {
  /** How long was collected, ms. */
  readonly windowMs: number;
  readonly timezone: string;
  readonly links: LinkTemplates;
  /** The host of the agency's U-ON; without it there are no links. */
  readonly subdomain?: string | undefined;
}

/** So many calls are told of one by one; of those before them only how many they are. A popup is read at a glance. */
export const MOST_CALLS_SHOWN = 10;

/**
 * The text of one popup that tells a manager of several calls, the newest first. HTML where details of any of them are
 * wanted, plain lines else, as of a single call. All that comes from outside is escaped.
 */
export function mergedPopupText(calls: readonly ToldCall[], facts: MergedFacts): string {
  const newestFirst = calls.toSorted((a, b) => b.atMs - a.atMs);
  const shown = newestFirst.slice(0, MOST_CALLS_SHOWN);
  const isPlain = calls.every(({ caller }) => caller.kind === 'basic');
  const heading = `${calls.length} ${callsInWords(calls.length)} за ${spanInWords(facts.windowMs)}`;
  const extensions = [...new Set(shown.map(({ extension }) => extension))].map(safeText).join(', ');
  return [
    isPlain ? heading : `📞 <b>${heading}</b>`,
    ...shown.map((call) => lineOf(call, facts, isPlain)),
    ...(calls.length > shown.length ? [`и ещё ${calls.length - shown.length}`] : []),
    isPlain ? `Менеджер: ${extensions}` : `👨‍💼 Менеджер: ${extensions}`,
  ].join('\n');
}

const ENDED: Readonly<Record<CallEnd, string>> = { missed: 'пропущен', over: 'завершён' };

function lineOf({ caller, direction, line, atMs, ended }: ToldCall, facts: MergedFacts, isPlain: boolean): string {
  const time = epochMsToPbxTime(atMs, facts.timezone).slice(11);
  return [
    `${time} ${whoIn(caller, facts)}`,
    ...numberIn(caller),
    ...(line === '' ? [] : [safeText(line)]),
    ...(direction === 'outgoing' ? ['исходящий'] : []),
    ...(ended === null ? [] : [isPlain || ended === 'over' ? ENDED[ended] : `<b>${ENDED.missed}</b>`]),
    ...creationIn(caller, facts),
  ].join(' · ');
}

function whoIn(caller: PopupCaller, { links, subdomain }: MergedFacts): string {
  switch (caller.kind) {
    case 'basic':
      return safeText(caller.who);
    case 'client':
      return `👤 ${linked(linkTo(links.client, subdomain, { user_id: caller.client.id }), nameOf(caller.client))}`;
    case 'unknown':
      if (caller.createdClientId === null) return '❓ Неизвестный клиент';
      return `❓ ${linked(linkTo(links.client, subdomain, { user_id: caller.createdClientId }), 'Новый клиент')}`;
    case 'hidden':
      return '❓ Номер скрыт';
    case 'no-number':
      return `❓ ${safeText(caller.text)}`;
  }
}

/** A company by its name, anybody else by the person's. */
function nameOf(client: Client): string {
  const company = client.kind === 'person' ? '' : safeText(client.company);
  return company || safeText(personName(client)) || `Клиент ${safeText(client.id)}`;
}

function numberIn(caller: PopupCaller): string[] {
  return caller.kind === 'client' || caller.kind === 'unknown' ? [caller.phoneE164] : [];
}

function creationIn(caller: PopupCaller, { links, subdomain }: MergedFacts): string[] {
  if (caller.kind !== 'unknown' || caller.createdClientId !== null) return [];
  const href = linkTo(links.new_client, subdomain, { phone: phoneDigits(caller.phoneE164) });
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
