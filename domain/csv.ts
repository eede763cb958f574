/** A byte order mark, by which spreadsheets know UTF-8. */
export const CSV_START = '\uFEFF';

/**
 * One line of a CSV file (RFC 4180) as spreadsheets of Russia and Belarus read it: with semicolons. What a spreadsheet would take for
 * a formula, or a number with `+`, begins with an apostrophe: so it stays the text that it is. So do ids made of digits
 * (`csvText`), which would lose digits at either end as numbers.
 */
export function csvLine(fields: readonly (string | number | null)[]): string {
  return `${fields.map(fieldOf).join(';')}\r\n`;
}

/** An id for `csvLine`: its digits name something and count nothing. */
export function csvText(id: string | null): string | null {
  return id !== null && /^[\d.,\s]+$/.test(id) ? `'${id}` : id;
}

function fieldOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[\s\p{Cf}]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[";\r\n,]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
