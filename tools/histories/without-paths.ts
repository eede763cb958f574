import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NOWHERE = '/app/';

/** Takes, in place, this checkout's folder out of the stacks of failures: a history tells nothing of where it was made. */
export function takePathsOut(message: object): void {
  for (const [key, value] of Object.entries(message) as [string, unknown][]) {
    if (typeof value === 'string' && value.includes(ROOT)) Object.assign(message, { [key]: without(value) });
    else if (value instanceof Uint8Array) {
      const text = Buffer.from(value).toString();
      if (text.includes(ROOT)) Object.assign(message, { [key]: Buffer.from(without(text)) });
    } else if (typeof value === 'object' && value !== null) takePathsOut(value);
  }
}

function without(text: string): string {
  return text.replaceAll(ROOT, NOWHERE);
}
