import { linkedBeside, safeText } from './html-text.ts';
import { epochMsToPbxTime } from './pbx-time.ts';
import type { DetailRow, CutList, PastCall } from './popup-facts.ts';

/** What a status or a name may take of a row. */
const LONGEST_WORD = 60;

/** A heading and a row for each; nothing where there are none, or they are not known. */
export function listLines(
  heading: string,
  list: CutList<DetailRow> | null,
  hrefOf: (id: string) => string | null,
): string[] {
  if (!list || list.shown.length === 0) return [];
  const rows = list.shown.map((row) => `• ${rowText(row, hrefOf(row.id))}`);
  return [heading, ...rows, ...(list.more > 0 ? [`• и ещё ${list.more}`] : [])];
}

function rowText({ id, statusName, createdAt }: DetailRow, href: string | null): string {
  const name = `№ ${safeText(id, LONGEST_WORD)}`;
  const date = createdAt === null ? null : dateIn(createdAt);
  return [
    linkedBeside(href, name),
    ...(statusName === '' ? [] : [safeText(statusName, LONGEST_WORD)]),
    ...(date === null ? [] : [date]),
  ].join(', ');
}

/** `2025-09-02 10:00` as `02.09.2025`; null for anything else. */
function dateIn(time: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(time) ?? [];
  return year === undefined ? null : `${day}.${month}.${year}`;
}

const DIRECTION = { incoming: 'входящий', outgoing: 'исходящий' } as const;
const UNANSWERED = { incoming: 'пропущен', outgoing: 'без ответа' } as const;

/** The last calls, each in the enterprise's zone. `nowMs`: of the popup's event. */
export function callLines(calls: readonly PastCall[], nowMs: number, timezone: string): string[] {
  if (calls.length === 0) return [];
  return ['🕓 Последние звонки:', ...calls.map((call) => `• ${callText(call, nowMs, timezone)}`)];
}

function callText({ direction, answered, atMs, durationS, who }: PastCall, nowMs: number, timezone: string): string {
  const when = momentText(atMs, nowMs, timezone);
  if (!answered) return `${when}, ${DIRECTION[direction]}, ${UNANSWERED[direction]}`;
  return [
    `${when}, ${DIRECTION[direction]}`,
    ...(who === null ? ['отвечен'] : [safeText(who, LONGEST_WORD)]),
    ...(durationS === null || durationS <= 0 ? [] : [lengthText(durationS)]),
  ].join(', ');
}

/** When it was, as one would say it: today, yesterday, or the date. */
export function momentText(atMs: number, nowMs: number, timezone: string): string {
  const [date = '', time = ''] = epochMsToPbxTime(atMs, timezone).split(' ');
  const day = (ms: number) => epochMsToPbxTime(ms, timezone).slice(0, 10);
  const named = date === day(nowMs) ? 'сегодня' : date === day(nowMs - DAY_MS) ? 'вчера' : dateIn(date);
  return `${named} в ${time.slice(0, 5)}`;
}

const DAY_MS = 24 * 3_600_000;

function lengthText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, Math.round(seconds) % 60];
  const parts = hours > 0 ? [`${hours} ч`, `${minutes} мин`] : [`${minutes} мин`, `${rest} с`];
  return parts.filter((part) => !part.startsWith('0 ')).join(' ') || '0 с';
}
