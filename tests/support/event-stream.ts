import { z } from 'zod';
import { waitFor } from './wait-for.ts';

export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Server-sent events as a browser would be told them. */
export interface EventStream {
  readonly status: number;
  readonly headers: Headers;
  /** All so far, in their order. */
  readonly events: readonly StreamEvent[];
  /** The text so far, comments included. */
  text(): string;
  isOver(): boolean;
  /** Waits for an event of that name whose data has these fields. */
  until(event: string, part?: Readonly<Record<string, unknown>>): Promise<StreamEvent>;
  close(): void;
}

export async function openStream(url: string, cookie: string): Promise<EventStream> {
  const end = new AbortController();
  const answer = await fetch(url, { headers: { Cookie: cookie }, signal: end.signal });
  const events: StreamEvent[] = [];
  let text = '';
  let read = 0;
  let isOver = false;
  const follow = async (): Promise<void> => {
    try {
      for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        for (let at = text.indexOf('\n\n', read); at !== -1; at = text.indexOf('\n\n', read)) {
          events.push(...eventIn(text.slice(read, at)));
          read = at + 2;
        }
      }
    } catch {
      // Cut off, by us or by the other side.
    }
    isOver = true;
  };
  void follow();
  const hasFields = (data: unknown, part: Readonly<Record<string, unknown>>): boolean => {
    const fields = z.record(z.string(), z.unknown()).parse(data);
    return Object.entries(part).every(([name, value]) => fields[name] === value);
  };
  return {
    status: answer.status,
    headers: answer.headers,
    events,
    text: () => text,
    isOver: () => isOver,
    until: (event, part = {}) =>
      waitFor(`${event} ${JSON.stringify(part)}`, () =>
        events.find((one) => one.event === event && hasFields(one.data, part)),
      ),
    close: () => end.abort(),
  };
}

function eventIn(block: string): StreamEvent[] {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  const data = fields.get('data');
  if (data === undefined) return [];
  const parsed: unknown = JSON.parse(data);
  return [{ event: fields.get('event') ?? '', data: parsed }];
}
