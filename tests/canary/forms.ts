/** The forms in which a text may lie about in clear: each is a run of bytes to look for. */
export function formsOf(text: string): ReadonlyMap<string, Buffer> {
  const utf8 = Buffer.from(text);
  const forms: [string, Buffer][] = [
    ['as it is', utf8],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['percent-encoded', Buffer.from(encodeURIComponent(text))],
    ['percent-encoded, small letters', Buffer.from(encodeURIComponent(text).toLowerCase())],
    ['escaped as in JSON', Buffer.from(escaped(text))],
    ['hex', Buffer.from(utf8.toString('hex'))],
    // Whatever stands before it, the text begins at one of three places of a base64 group.
    ...[0, 1, 2].map((shift): [string, Buffer] => [`base64, ${shift} bytes on`, base64Core(utf8, shift)]),
  ];
  // Where an encoding changes nothing the first name of the form is enough.
  const byBytes = new Map(forms.toReversed().map((form) => [form[1].toString('hex'), form]));
  return new Map(byBytes.values());
}

/** A phone may also be written with blanks and hyphens; its national digits are part of every form with `+` or a code. */
export function formsOfPhone(digits: string): ReadonlyMap<string, Buffer> {
  const [, area = '', a = '', b = '', c = ''] = /(\d\d)(\d{3})(\d\d)(\d\d)$/.exec(digits) ?? [];
  const written = [
    `${area} ${a}-${b}-${c}`,
    `${area} ${a} ${b} ${c}`,
    `${area}) ${a}-${b}-${c}`,
    `${area}-${a}-${b}-${c}`,
  ];
  return new Map([...formsOf(area + a + b + c), ...written.map((text): [string, Buffer] => [text, Buffer.from(text)])]);
}

/** The characters of base64 that depend on the text alone, and not on what stands before and after it. */
function base64Core(utf8: Buffer, shift: number): Buffer {
  const whole = Buffer.concat([Buffer.alloc(shift), utf8])
    .toString('base64')
    .replace(/=+$/, '');
  const first = shift === 0 ? 0 : shift + 1;
  const last = Math.floor(((shift + utf8.length) * 8) / 6);
  return Buffer.from(whole.slice(first, last));
}

function escaped(text: string): string {
  return text.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
