import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isPbxEventName, parsePbxEvent, type PbxEvent, type PbxEventName } from '../../domain/pbx-event.ts';

const line = z.object({ at: z.string(), event: z.string(), body: z.record(z.string(), z.unknown()) });

/** One line of a recorded call: what the PBX posted. */
export interface RecordedLine {
  readonly at: string;
  readonly event: PbxEventName;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A recorded call of `tests/fixtures/pbx`, in the order in which its events arrived. */
export function recordedCall(name: string): readonly RecordedLine[] {
  const file = new URL(`../fixtures/pbx/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const { at, event, body } = line.parse(JSON.parse(text));
      if (!isPbxEventName(event)) throw new Error(`${name} holds an unknown event ${event}`);
      return { at, event, body };
    });
}

/** The parsed events of a recorded call. */
export function recordedEvents(name: string): readonly PbxEvent[] {
  return recordedCall(name).map(({ event, body }) => {
    const parsed = parsePbxEvent(event, body);
    if (!parsed.ok) throw new Error(`${name}: ${event} can not be read`);
    return parsed.event;
  });
}
