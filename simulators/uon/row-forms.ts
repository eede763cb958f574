/** Ids come as numbers in one row and as strings in the next; `turn` lets two kinds of rows disagree about one id. */
export function mixedId(id: number, turn: 0 | 1 = 0): number | string {
  return (id + turn) % 2 === 0 ? String(id) : id;
}

/** "No manager" is 0, "0" or null, depending on the row. */
export function mixedManager(rowId: number, managerId: number | null): number | string | null {
  if (managerId !== null) return mixedId(managerId);
  return ([0, '0', null] as const)[rowId % 3] ?? null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '→': '&rarr;',
  '«': '&laquo;',
  '»': '&raquo;',
};

/** Names of statuses carry HTML entities: "Лид &rarr; Заявка". */
export function withEntities(name: string): string {
  return name.replace(/[&<>"→«»]/g, (character) => ENTITIES[character] ?? character);
}

/** U-ON keeps "+375..." as " 375...", as if the plus had come through a form. */
export function storedPhone(phone: string): string {
  return phone.replace(/^\+/, ' ');
}

export function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '');
}

/** The account's local time (UTC+3, without a zone), to the second. */
export function localTime(epochMs: number): string {
  return new Date(epochMs + 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
