import { atMs, textField } from './pbx-event.ts';
import type { PbxEvent } from './pbx-event.ts';
import { paused, postEvent } from './post-event.ts';
import type { PostOptions, SentEvent } from './post-event.ts';

export interface PlayOptions extends PostOptions {
  /** 1 is the original pace, 10 is ten times as fast, `max` one event right after the other's answer. */
  speed?: number | 'max';
  /** Called when an event has been accepted, refused or given up. */
  onSent?: (sent: SentEvent) => void;
}

/**
 * Plays events at their own times. As on a PBX the events of one channel wait for each other, those of different
 * channels don't; at speed `max` all do. When `signal` aborts, the rest is left unsent.
 * @returns how each sent event fared, in the order of `events`
 */
export async function playEvents(events: readonly PbxEvent[], options: PlayOptions): Promise<SentEvent[]> {
  const { speed = 1, signal, onSent } = options;
  const first = events[0];
  if (first === undefined) return [];
  const began = performance.now();
  const sending: Array<Promise<SentEvent>> = [];
  const lastOfChannel = new Map<string, Promise<SentEvent>>();

  for (const event of events) {
    if (speed !== 'max') await until(began + (atMs(event) - atMs(first)) / speed, signal);
    if (signal?.aborted) break;
    const channel = speed === 'max' ? '' : channelOf(event);
    const sent = afterThat(lastOfChannel.get(channel), event, options);
    lastOfChannel.set(channel, sent);
    sending.push(sent);
  }
  return Promise.all(sending);

  async function afterThat(previous: Promise<SentEvent> | undefined, event: PbxEvent, how: PlayOptions) {
    await previous;
    const sent = await postEvent(event, how);
    onSent?.(sent);
    return sent;
  }
}

async function until(moment: number, signal: AbortSignal | undefined): Promise<void> {
  const ms = moment - performance.now();
  if (ms > 0) await paused(ms, signal);
}

/** Events of a bridge have an empty UniqueId and are ordered by the bridge. */
function channelOf(event: PbxEvent): string {
  return textField(event, 'UniqueId') || textField(event, 'BridgeUniqueid');
}
