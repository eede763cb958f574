import { isRecord } from './is-record.ts';
import { CONTAINERS, ROW_FIELDS, SENT_FIELDS, TOP_FIELDS, type Shown } from './shown-fields.ts';

/** Stands for what is not shown. */
export const HIDDEN = '…';

/** An answer's size in the log, in characters. */
export const MOST_SHOWN = 4_096;
const MOST_SENT_TEXT = 2_000;
const LONGEST_WORD = 100;

/** A request as it was made: by it what of its answer may be shown is judged. */
export interface Asked {
  /** U-ON's method, as `user/update`. */
  readonly method: string;
  /** What follows it in the path: ids, a phone, the page. */
  readonly segments: readonly (string | number)[];
  /** Takes keys, addresses and numbers out of U-ON's own words. */
  readonly redact: (text: string) => string;
}

/**
 * What of U-ON's answer may be kept and shown: ids, statuses and counts; names and phones of the call's own client, nothing
 * that is personal of anybody else. What is not on the list of `shown-fields.ts` is left out and counted under «…».
 */
export function shownAnswer(asked: Asked, body: unknown): { readonly answer: unknown; readonly isCut: boolean } {
  const whole = shorten(asked, body, Infinity);
  if (lengthOf(whole) <= MOST_SHOWN) return { answer: whole, isCut: false };
  for (const rows of [20, 5, 1]) {
    const answer = shorten(asked, body, rows);
    if (lengthOf(answer) <= MOST_SHOWN) return { answer, isCut: true };
  }
  return { answer: HIDDEN, isCut: true };
}

/** What we sent, without what has no value, and with nothing that `shown-fields.ts` does not name. */
export function shownParameters(
  method: string,
  parameters: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const shown = SENT_FIELDS[method] ?? [];
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, shown.includes(name) ? sentValue(value) : HIDDEN]));
}

function sentValue(value: unknown): unknown {
  if (typeof value === 'string') return storable(value, MOST_SENT_TEXT);
  return typeof value === 'number' ? value : HIDDEN;
}

/** Such that PostgreSQL takes it: NUL and half a character it does not. */
function storable(text: string, most: number): string {
  const kept = text.length > most ? text.slice(0, most) + HIDDEN : text;
  return kept.replaceAll('\0', '').toWellFormed();
}

function shorten(asked: Asked, body: unknown, mostRows: number): unknown {
  if (Array.isArray(body)) return rowsOf(asked, body, mostRows);
  if (!isRecord(body)) return HIDDEN;
  return pick(body, (name, value) => {
    if (CONTAINERS.has(name) && typeof value === 'object' && value !== null) return rowsOf(asked, value, mostRows);
    if (name === 'message' || name === 'error') return messageOf(asked, value);
    const shown = kindOf(TOP_FIELDS, name);
    return shown && (isShown(shown, value) ? value : HIDDEN);
  });
}

/** The rows, or the first of them and how many more there are. */
function rowsOf(asked: Asked, rows: object, most: number): unknown {
  const fields = ROW_FIELDS[asked.method] ?? {};
  const isOwn =
    (asked.method === 'user' || asked.method === 'user/phone') && (!Array.isArray(rows) || rows.length === 1);
  const show = (row: unknown): unknown =>
    isRecord(row)
      ? pick(row, (name, value) => {
          const shown = kindOf(fields, name);
          return shown && shownValue(asked, shown, value, isOwn);
        })
      : HIDDEN;
  if (!Array.isArray(rows)) return show(rows);
  const first = rows.slice(0, most).map(show);
  return rows.length > most ? [...first, { [HIDDEN]: rows.length - most }] : first;
}

function kindOf(fields: Readonly<Record<string, Shown>>, name: string): Shown | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The fields that `show` gives something for; how many there were beside them, with anything in them, under «…». */
function pick(row: object, show: (name: string, value: unknown) => unknown): Record<string, unknown> {
  const given = Object.entries(row).filter(([, value]) => value !== null && value !== '');
  const shown = given.flatMap(([name, value]) => {
    const kept = show(name, value);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  const hidden = given.length - shown.length;
  return { ...Object.fromEntries(shown), ...(hidden > 0 && { [HIDDEN]: hidden }) };
}

function shownValue(asked: Asked, shown: Shown, value: unknown, isOwn: boolean): unknown {
  if (shown === 'word') return typeof value === 'string' ? storable(asked.redact(value), LONGEST_WORD) : HIDDEN;
  if (shown === 'name') return isOwn && typeof value === 'string' ? storable(value, LONGEST_WORD) : HIDDEN;
  if (shown === 'phone') return isAskedPhone(asked, value) ? String(value) : HIDDEN;
  return isShown(shown, value) ? value : HIDDEN;
}

/** Ids, flags and times, by what they look like: a phone is longer than any id. */
function isShown(shown: Shown, value: unknown): boolean {
  if (typeof value === 'boolean') return shown === 'number';
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const pattern = shown === 'number' ? /^-?\d{1,10}$/ : /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?$/;
  return pattern.test(String(value));
}

function isAskedPhone({ method, segments }: Asked, value: unknown): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  return method === 'user/phone' && /^[\d\s()+-]+$/.test(String(value)) && digits(value) === digits(segments[0] ?? '');
}

function digits(value: string | number): string {
  return String(value).replaceAll(/\D/g, '');
}

/** U-ON's own words. */
function messageOf({ redact }: Asked, value: unknown): unknown {
  const said = isRecord(value) ? value['message'] : value;
  return typeof said === 'string' ? redact(said) : HIDDEN;
}

function lengthOf(value: unknown): number {
  return JSON.stringify(value).length;
}
