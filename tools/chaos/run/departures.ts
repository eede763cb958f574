import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A request as it left us, epoch ms. `account`: the keyed hash under which our logs know an account. */
export interface Departure {
  readonly account: string;
  readonly at: number;
}

const line = z.object({
  msg: z.literal('U-ON request'),
  account: z.string(),
  leftAt: z.number(),
});

/**
 * When requests left, from what the workers logged at level debug when each was over. One whose sender was killed before
 * that is not among them; the receiver sees it all the same.
 */
export async function readDepartures(logs: string): Promise<Departure[]> {
  const files = (await readdir(logs)).filter((name) => name.startsWith('worker-'));
  const texts = await Promise.all(files.map((name) => readFile(join(logs, name), 'utf8')));
  return texts
    .flatMap((text) => text.split('\n'))
    .filter((text) => text.includes('"U-ON request"'))
    .flatMap((text) => {
      const read = line.safeParse(parsed(text));
      return read.success ? [{ account: read.data.account, at: read.data.leftAt }] : [];
    })
    .toSorted((a, b) => a.at - b.at);
}

/** The last line of a killed process may be half a line. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
