/** Has the browser keep a file where it keeps downloads. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Not before the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** `0367_звонки_2025-09-01_2025-09-14.csv`; without days, that of today. */
export function exportName(
  { number, word, today }: { readonly number: string; readonly word: string; readonly today: string },
  { from, to }: { readonly from?: string; readonly to?: string },
): string {
  const days = from === undefined && to === undefined ? [today] : [from ?? '', to ?? today];
  return [number, word, ...days].filter(Boolean).join('_').concat('.csv');
}
