/** The value of one line of a scrape; 0 where the line is not there (yet). */
export function valueOf(scrape: string, name: string, labels: Readonly<Record<string, string>> = {}): number {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = scrape
    .split('\n')
    .find((text) => /^\w+/.exec(text)?.[0] === name && wanted.every((label) => text.includes(label)));
  return line === undefined ? 0 : Number(line.slice(line.lastIndexOf(' ') + 1));
}
