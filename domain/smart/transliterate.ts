/**
 * Cyrillic as passports write it: ICAO Doc 9303, part 3, section 6 B ("Transliteration of Cyrillic characters"), which has Russian,
 * Belarusian and Ukrainian, and the Latin letters of Kazakhstan's passports for Kazakh ones. The soft sign and the apostrophe of
 * Belarusian and Ukrainian are left out.
 */
const LETTERS: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'i',
    к: 'k',
    л: 'l',
    м: 'm',
  },
  ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch' },
  ...{ ъ: 'ie', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia' },
  ...{ і: 'i', ў: 'u', ї: 'i', є: 'ie', ґ: 'g' },
  ...{ ә: 'a', ғ: 'g', қ: 'k', ң: 'n', ө: 'o', ұ: 'u', ү: 'u', һ: 'h' },
  // Latin letters that are more than a letter with a mark.
  ...{ ł: 'l', đ: 'd', ð: 'd', þ: 'th', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' },
  ...{ '’': '', ʼ: '', '‘': '', '–': '-', '—': '-', '‑': '-', '№': 'No ', '«': '', '»': '', '„': '', '“': '', '”': '' },
};

/** Letters that sound otherwise where a name is of that language, which its own letters show. */
const UKRAINIAN = { г: 'h', и: 'y' };
const BELARUSIAN = { г: 'h', ё: 'io' };

/** A text in ASCII alone: Cyrillic and Latin letters as passports have them, what has no such form left out. */
export function transliterate(text: string): string {
  const composed = text.normalize('NFC').replace(/(?<=\p{L})'(?=\p{L})/gu, '');
  const letters: Readonly<Record<string, string>> = { ...LETTERS, ...ofLanguage(composed) };
  const written = Array.from(composed, (letter, at) => {
    const lower = letter.toLowerCase();
    const latin = Object.hasOwn(letters, lower) ? (letters[lower] ?? '') : plain(lower);
    return letter === lower ? latin : capital(latin, composed.slice(at));
  });
  return written.join('').replace(/[^\x20-\x7e]/g, '');
}

function ofLanguage(text: string): Readonly<Record<string, string>> {
  if (/[їєґ]/iu.test(text)) return UKRAINIAN;
  return /[ўі]/iu.test(text) ? BELARUSIAN : {};
}

/** A letter without its marks. */
function plain(letter: string): string {
  return letter.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** `Shch` at the head of a word, `SHCH` in one that is all capitals. */
function capital(latin: string, rest: string): string {
  const isAllCapitals = /^\p{Lu}\p{Lu}/u.test(rest);
  return isAllCapitals ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
}
