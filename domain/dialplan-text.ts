/** What a name may hold in a dialplan whose other lines use it; the same letters stay as by `callerSnippets`. */
const NOT_IN_NAMES = /[^ '+\-.0-9A-Za-z_\u0080-\u{10ffff}]|\p{Cc}/gu;
const EXTENSION = /^[0-9A-Za-z_*#.+-]{1,32}$/;
const NOT_IN_WORDS = /[^a-z_]/g;

/** 120 characters, the most that `smart.name_length` cuts at, of four bytes each. A longer name would be cut amid a character. */
export const NAME_BYTES = 480;

/** A name that no application of a dialplan can be called by: letters of any language, digits, blanks and `' + - . _`. */
export function nameForDialplan(name: string): string {
  const plain = name.replace(/\s+/g, ' ').replace(NOT_IN_NAMES, '').trim();
  let bytes = 0;
  const fits = [...plain].findIndex((sign) => (bytes += new TextEncoder().encode(sign).length) > NAME_BYTES);
  return fits === -1 ? plain : [...plain].slice(0, fits).join('');
}

/** An extension that can stand in `Dial(PJSIP/...)`; empty where it is none. */
export function extensionForDialplan(extension: string): string {
  return EXTENSION.test(extension) ? extension : '';
}

/** Words in one variable, `client,active_lead`. */
export function wordsForDialplan(words: readonly string[]): string {
  return words
    .map((word) => word.replace(NOT_IN_WORDS, ''))
    .filter(Boolean)
    .join(',');
}
