/** Digits as somebody wrote them. */
export interface Written {
  readonly digits: string;
  readonly hasPlus: boolean;
}

/** Is that a valid telephone number? */
export type IsNumber = (written: Written) => boolean;

/** Digits of an E.164 number. */
export const LONGEST = 15;
/** A number within a town has seven digits; fewer are part of one, as an area code is. */
const SHORTEST = 7;
/** With the country's code. */
const SHORTEST_ABROAD = 10;
/** A way out of the country before it (`810`). */
const LONGEST_DIALLED = LONGEST + 3;

/**
 * The numbers of fragments that begin with a slash or a plus. Together they are one where that makes a valid number
 * (`+49 33200/12345`); else too short ones belong to the next, and behind a whole number are the end of another like it.
 */
export function joinedFragments(fragments: readonly string[], isNumber: IsNumber): readonly string[] {
  if (fragments.length === 1) return fragments;
  const numbers: string[] = [];
  let rest = fragments;
  while (rest.length > 0) {
    const valid = fragmentsOfValid(rest, isNumber);
    const count = valid || (numbers.length === 0 ? fragmentsOfWhole(rest) : 1);
    const part = rest.slice(0, count).join('');
    if (numbers.length === 0 || valid > 0 || isWhole(part)) numbers.push(part);
    rest = rest.slice(count);
  }
  return numbers;
}

/** Are there as many digits as a number has? */
export function isWhole(part: string): boolean {
  return digitsIn(part).length >= (hasPlus(part) ? SHORTEST_ABROAD : SHORTEST);
}

export function digitsIn(part: string): string {
  return part.replace(/\D/g, '');
}

export function hasPlus(part: string): boolean {
  return /^[^\d+]*\+/.test(part);
}

/** How many of the first fragments are the longest valid number; 0: none are. */
function fragmentsOfValid(fragments: readonly string[], isNumber: IsNumber): number {
  let best = 0;
  let text = '';
  for (const [index, fragment] of fragments.entries()) {
    if (digitsIn(text) !== '' && !mayGoOn(text, fragment, best === index)) break;
    text += fragment;
    const digits = digitsIn(text);
    if (digits.length > LONGEST_DIALLED) break;
    if (digits.length >= SHORTEST && digitsIn(fragment) !== '' && isNumber({ digits, hasPlus: hasPlus(text) })) {
      best = index + 1;
    }
  }
  return best;
}

/** Two digits behind a valid number, and up to four behind one within a town, are the end of another (`234-56-78/79`). */
function mayGoOn(text: string, fragment: string, isValid: boolean): boolean {
  if (fragment.startsWith('+')) return false;
  const more = digitsIn(fragment).length;
  if (isValid && more <= 2) return false;
  const isWithinTown = !hasPlus(text) && /^[2-79]\d{6}$/.test(digitsIn(text));
  return !isWithinTown || (more > 4 && more < SHORTEST);
}

function fragmentsOfWhole(fragments: readonly string[]): number {
  const ends = fragments.findIndex((_, index) => isWhole(fragments.slice(0, index + 1).join('')));
  return ends === -1 ? fragments.length : ends + 1;
}
