import { z } from 'zod';

const pbxEventSchema = z.strictObject({
  /** When the event left the PBX, in its local time without a zone: `2025-09-14 12:15:37`, a fraction may follow. */
  at: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/),
  /** The name, e.g. `dial`: the last part of the URL. */
  event: z.string().regex(/^\w+$/),
  body: z.record(z.string(), z.unknown()),
});

export type PbxEvent = z.output<typeof pbxEventSchema>;

/** A line of an event file that is no event. */
export class EventFileError extends Error {
  constructor(line: number, reason: string) {
    super(`Line ${line} is no PBX event: ${reason}`);
    this.name = 'EventFileError';
  }
}

/**
 * Reads an event file: one `{at, event, body}` per line, empty lines left out.
 * @throws EventFileError naming the line
 */
export function parseEventLines(text: string): PbxEvent[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, index + 1)]));
}

function parseLine(line: string, number: number): PbxEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new EventFileError(number, 'not JSON');
  }
  const read = pbxEventSchema.safeParse(value);
  if (!read.success) throw new EventFileError(number, z.prettifyError(read.error));
  return read.data;
}

/** A field of the body that is a text; empty when it is missing or something else. */
export function textField({ body }: PbxEvent, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}

/** `at` as milliseconds; good for differences only, since the zone is unknown. */
export function atMs(event: PbxEvent): number {
  return Date.parse(`${event.at.replace(' ', 'T')}Z`);
}
