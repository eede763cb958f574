/** A text that is not JSON. The message says where and why; of the text it shows one character at most. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
}

/**
 * Parses JSON. The engine's own errors quote the text around the mistake, which may be a key, and leave out the
 * position just then.
 *
 * @throws JsonTextError
 */
export function parseJsonText(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '');
  const message = problemOf(plain);
  if (message === undefined) return JSON.parse(plain);
  if (message.startsWith('Unexpected end')) throw new JsonTextError('is not JSON: it ends too early');
  const [, reason, position] = /^(?!Unexpected token)(.*?)(?: in JSON)? at position (\d+)/.exec(message) ?? [];
  if (reason !== undefined) throw new JsonTextError(`is not JSON: ${place(plain, Number(position))}: ${reason}`);
  const at = firstUnexpected(plain);
  throw new JsonTextError(`is not JSON: ${place(plain, at)}: unexpected ${JSON.stringify(plain[at] ?? '')}`);
}

function problemOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The character that makes the text before it complain of an unexpected token: every longer part does, no shorter. */
function firstUnexpected(text: string): number {
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (problemOf(text.slice(0, middle))?.startsWith('Unexpected token')) bad = middle;
    else good = middle;
  }
  return bad - 1;
}

function place(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
