import { personName } from '../person-name.ts';
import type { Client } from '../uon-shapes.ts';
import { transliterate } from './transliterate.ts';

/** Who may be named on a telephone's screen. */
export type Nameable = Pick<Client, 'surname' | 'name' | 'patronymic' | 'company' | 'kind'>;

export interface NameSettings {
  readonly transliterate: boolean;
  /** Characters at most; 0: as many as it has. */
  readonly name_length: number;
}

/** No screen shows more, and hostile names are endless. */
const LONGEST = 500;
/**
 * What a dialplan reads as something else: quotes, brackets, separators of arguments and headers, marks of variables; whatever is
 * not seen, too: control characters and those that turn the direction of writing.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}"<>;,\\|`$&^(){}[\]]/gu;

/** The name for a telephone's screen, safe as `CALLERID(name)`; null where nothing is left of it. */
export function displayName(who: Nameable, settings: NameSettings): string | null {
  const person = personName(who);
  const names = who.kind === 'person' ? [person, who.company] : [who.company, person];
  for (const name of names) {
    const shown = shownName(name, settings);
    if (shown !== '') return shown;
  }
  return null;
}

function shownName(name: string, { transliterate: isLatin, name_length: length }: NameSettings): string {
  const whole = name.slice(0, LONGEST).toWellFormed();
  const written = isLatin ? transliterate(whole) : whole;
  const safe = written.replace(UNSAFE, ' ').replace(/\s+/gu, ' ').trim();
  return length === 0 ? safe : cutAtWord(safe, length);
}

const characters = new Intl.Segmenter('ru', { granularity: 'grapheme' });

/** The words that fit; of one that alone is too long its beginning. */
export function cutAtWord(text: string, length: number): string {
  const all = Array.from(characters.segment(text), ({ segment }) => segment);
  if (all.length <= length) return text;
  const words = all.slice(0, length + 1).lastIndexOf(' ');
  return all
    .slice(0, words > 0 ? words : length)
    .join('')
    .trimEnd();
}
