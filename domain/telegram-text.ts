import { link, safeText } from './html-text.ts';
import { epochMsToPbxTime } from './pbx-time.ts';
import { linkTo, type LinkTemplates } from './settings/links.ts';
import { holdsPhone, maskedIn, maskedPhone } from './telegram-mask.ts';
import { PHRASES, type TelegramLanguage } from './telegram-phrases.ts';

/** Who is on the other side of a call, as far as it is known. */
export type TelegramCaller =
  | { readonly kind: 'number'; readonly phoneE164: string; readonly client: TelegramClient | null }
  /** The caller hides the number, or something was dialled that is no telephone number. */
  | { readonly kind: 'hidden' };

export interface TelegramClient {
  /** In U-ON. */
  readonly id: string;
  /** Empty where it is not known. */
  readonly name: string;
  readonly company: string;
}

/** A call as its message in Telegram tells of it. */
export interface TelegramFacts {
  readonly status: 'ringing' | 'talking' | 'ended';
  readonly answered: boolean;
  readonly direction: 'incoming' | 'outgoing';
  readonly caller: TelegramCaller;
  /** The line's name; empty when the PBX named none. */
  readonly line: string;
  /** Who talks or talked; null while nobody has answered. */
  readonly extension: string | null;
  /** His name in U-ON; null where it is not known. */
  readonly managerName: string | null;
  /** Epoch ms, shown in the enterprise's zone. */
  readonly startedAtMs: number;
  /** How long they talked; null until the call is over. */
  readonly durationS: number | null;
  /** Where the recording lies, as the PBX said it; null where it said none. */
  readonly recordUrl: string | null;
}

/** What an enterprise's settings say of its messages. */
export interface TelegramTextSettings {
  readonly language: TelegramLanguage;
  /** Only the end of the number is shown, in names too; a recording whose address holds it is not linked. */
  readonly mask_phone: boolean;
  /** IANA zone. */
  readonly timezone: string;
  readonly links: Pick<LinkTemplates, 'client'>;
  /** The host of the agency's U-ON; without it there are no links. */
  readonly subdomain?: string | undefined;
}

/**
 * The message of a call in Telegram's HTML, at most 4096 characters, whatever names and numbers hold: all that comes from outside
 * is escaped and cut. The same facts and settings always give the same text.
 */
export function telegramText(facts: TelegramFacts, settings: TelegramTextSettings): string {
  const say = PHRASES[settings.language];
  const { line, managerName, extension, startedAtMs, direction } = facts;
  const who = managerOf(managerName, extension);
  const recording = recordingOf(facts, settings);
  return [
    `${headSign(facts)} <b>${say[direction]}</b> · ${headline(facts, settings.language)}`,
    ...callerLines(facts.caller, settings),
    ...(line === '' ? [] : [`🏢 ${say.line}: ${safeText(line)}`]),
    ...(facts.answered && who !== null ? [`👨‍💼 ${say.answeredBy}: ${who}`] : []),
    ...(recording === null ? [] : [`🎧 ${link(recording, say.recording)}`]),
    `⏰ ${epochMsToPbxTime(startedAtMs, settings.timezone).slice(11)}`,
  ].join('\n');
}

function headSign({ status, answered }: TelegramFacts): string {
  if (status === 'ringing') return '📞';
  if (status === 'talking') return '🗣';
  return answered ? '✅' : '❌';
}

function headline({ status, answered, direction, durationS }: TelegramFacts, language: TelegramLanguage): string {
  const say = PHRASES[language];
  if (status === 'ringing') return say.ringing;
  if (status === 'talking') return say.talking;
  if (!answered) return direction === 'incoming' ? say.missed : say.noAnswer;
  return durationS === null ? say.ended : `${say.ended}, ${say.length(Math.max(0, Math.round(durationS)))}`;
}

function callerLines(caller: TelegramCaller, settings: TelegramTextSettings): string[] {
  const say = PHRASES[settings.language];
  if (caller.kind === 'hidden') return [`❓ ${say.hidden}`];
  const phone = `📱 ${settings.mask_phone ? maskedPhone(caller.phoneE164) : safeText(caller.phoneE164)}`;
  const { client } = caller;
  if (!client) return [`❓ ${say.unknown}`, phone];
  const shownIn = (text: string) => safeText(settings.mask_phone ? maskedIn(text, caller.phoneE164) : text);
  const [name, company] = [shownIn(client.name), shownIn(client.company)];
  const shown = company || name || `${say.client} ${safeText(client.id)}`;
  const href = linkTo(settings.links.client, settings.subdomain, { user_id: client.id });
  const first = `${company === '' ? '👤' : '🏬'} ${href === null || webAddress(href) === null ? shown : link(href, shown)}`;
  return [first, ...(company === '' || name === '' ? [] : [`👤 ${name}`]), phone];
}

/** Whoever is not to see the number gets no address that it stands in. */
function recordingOf({ recordUrl, caller }: TelegramFacts, { mask_phone }: TelegramTextSettings): string | null {
  if (recordUrl === null || (mask_phone && caller.kind === 'number' && holdsPhone(recordUrl, caller.phoneE164)))
    return null;
  return webAddress(recordUrl);
}

function managerOf(name: string | null, extension: string | null): string | null {
  const shown = safeText(name ?? '');
  const rung = safeText(extension ?? '');
  if (shown === '') return rung === '' ? null : rung;
  return rung === '' ? shown : `${shown} (${rung})`;
}

/** Longer ones are no addresses of recordings; Telegram takes some thousand bytes a message, and refuses it as a whole else. */
const LONGEST_ADDRESS = 1_000;

/** An address that Telegram makes a link of; null where it would refuse it, or where it leads to anything but a web page. */
function webAddress(address: string): string | null {
  if (address.length > LONGEST_ADDRESS || !URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return (protocol === 'https:' || protocol === 'http:') && href.length <= LONGEST_ADDRESS ? href : null;
}
