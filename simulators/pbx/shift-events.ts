import { atMs, textField } from './pbx-event.ts';
import type { PbxEvent } from './pbx-event.ts';
import type { PbxClock } from './pbx-time.ts';

const TIME_FIELDS = new Set(['StartTime', 'EndTime', 'DateReceived']);

/**
 * Moves a recording to `startAt` (epoch ms), so that it can be played again as a new call: times in fields go with it,
 * and so does the second that every Uniqueid begins with. Phones stay.
 */
export function shiftEvents(events: readonly PbxEvent[], startAt: number, clock: PbxClock): PbxEvent[] {
  const first = events[0];
  if (first === undefined) return [];
  const firstAt = atMs(first);
  const newFirstAt = atMs({ ...first, at: clock(startAt) });
  const seconds = Math.floor(startAt / 1000) - earliestSecond(events, startAt);
  const moved = (time: string, length: number) =>
    new Date(atMs({ ...first, at: time }) - firstAt + newFirstAt).toISOString().slice(0, length).replace('T', ' ');
  return events.map((event) => ({
    ...event,
    at: moved(event.at, 'yyyy-mm-dd hh:mm:ss.mmm'.length),
    body: Object.fromEntries(
      Object.entries(event.body).map(([name, value]) => {
        if (typeof value !== 'string' || value === '') return [name, value];
        if (name === 'UniqueId') return [name, moveUniqueId(value, seconds)];
        return [name, TIME_FIELDS.has(name) ? moved(value, 'yyyy-mm-dd hh:mm:ss'.length) : value];
      }),
    ),
  }));
}

function earliestSecond(events: readonly PbxEvent[], fallbackMs: number): number {
  const ids = events.map((event) => textField(event, 'UniqueId')).filter((id) => id !== '');
  const seconds = ids.map((id) => Number.parseInt(id, 10));
  return seconds.length === 0 ? Math.floor(fallbackMs / 1000) : Math.min(...seconds);
}

function moveUniqueId(uniqueId: string, seconds: number): string {
  const [epoch, seq] = uniqueId.split('.');
  return `${Number(epoch) + seconds}.${seq ?? 0}`;
}
