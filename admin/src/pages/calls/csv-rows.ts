const QUOTE = 0x22;
const NEWLINE = 0x0a;

/** Counts the rows of a CSV file as it comes, piece by piece: a line break inside quotes is none. */
export function csvRowCounter(): (piece: Uint8Array) => number {
  let isQuoted = false;
  let lines = 0;
  return (piece) => {
    for (const byte of piece) {
      if (byte === QUOTE) isQuoted = !isQuoted;
      else if (byte === NEWLINE && !isQuoted) lines += 1;
    }
    // The first line names the columns.
    return Math.max(0, lines - 1);
  };
}
