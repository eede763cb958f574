/** How much of a masked number is seen: enough for whoever knows it to recognise it. */
const SEEN_DIGITS = 4;
/** The end of a number that is the same however it is written: without its country (three digits at most), trunk and area. */
const SAME_IN_ALL_WRITINGS = 7;
const LONGEST_COUNTRY = 3;
/** Digits with whatever stands between them but letters. */
const DIGITS = /[+(]*\p{Nd}(?:[^\p{L}\p{Nd}]*\p{Nd})*\)?/gu;

/** `•••• 4070`. */
export function maskedPhone(phoneE164: string): string {
  return `•••• ${digitsOf(phoneE164).slice(-SEEN_DIGITS)}`;
}

/** A name without the number, which is the name of clients that were created by it; as is what has no more of it than is seen. */
export function maskedIn(text: string, phoneE164: string): string {
  const phone = digitsOf(phoneE164);
  return text.normalize('NFKC').replace(DIGITS, (written) => (showsMore(digitsOf(written), phone) ? '••••' : written));
}

/** Does an address hold the number? Recordings are often named by it. */
export function holdsPhone(address: string, phoneE164: string): boolean {
  const phone = digitsOf(phoneE164);
  const end = phone.slice(-Math.min(SAME_IN_ALL_WRITINGS, Math.max(1, phone.length - LONGEST_COUNTRY)));
  const [plain, decoded, twice] = [address, unescaped(address), unescaped(unescaped(address))];
  return [plain, decoded, twice].some((text) => digitsOf(text).includes(end));
}

function showsMore(digits: string, phone: string): boolean {
  const size = SEEN_DIGITS + 1;
  return [...digits].some((_, at) => at + size <= digits.length && phone.includes(digits.slice(at, at + size)));
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** `%2B` and the like read, as far as they can be. */
function unescaped(text: string): string {
  return text.replace(/%([0-7][\da-f])/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}
