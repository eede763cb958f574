import type { CallEnd } from './popup-merging.ts';
import type { PopupCaller, PopupFacts } from './popup-facts.ts';
import { epochMsToPbxTime } from './pbx-time.ts';
import { linkedBeside, safeText } from './html-text.ts';
import { companyOf, creationLink, personOf, unknownCaller } from './popup-caller-words.ts';
import type { PopupLinks } from './popup-links.ts';

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
    ...creationLink(caller, links),
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
      // A company by its name, anybody else by the person's.
      return `👤 ${linkedBeside(links.client(caller.client.id), companyOf(caller.client) || personOf(caller.client))}`;
    case 'unknown':
      return unknownCaller(caller.createdClientId, links);
    case 'hidden':
      return '❓ Номер скрыт';
    case 'no-number':
      return `❓ ${safeText(caller.text)}`;
  }
}

function numberIn(caller: PopupCaller): string[] {
  return caller.kind === 'client' || caller.kind === 'unknown' ? [caller.phoneE164] : [];
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
