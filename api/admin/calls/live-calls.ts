import type { OpenVersion } from '../../../db/live-calls.ts';
import { openChanges } from '../../../domain/open-changes.ts';
import type { LiveCall } from './row.ts';

/** Somebody who watches the calls of an enterprise. */
export interface Watcher {
  /** All that are open; replaces what he knew. */
  open(calls: readonly LiveCall[]): void;
  /** One that changed; closed at last. */
  call(call: LiveCall): void;
  /** One that is told of no more though it may go on: too many newer ones are open. */
  left(callId: string): void;
}

export interface LiveCalls {
  /** Gives back what ends it. */
  watch(enterprise: string, watcher: Watcher): () => void;
}

export interface LiveCallsOptions {
  readonly openVersions: (enterprises: readonly string[], most: number) => Promise<readonly OpenVersion[]>;
  readonly calls: (enterprise: string, callIds: readonly string[]) => Promise<readonly LiveCall[]>;
  readonly everyMs: number;
  /** Of one enterprise; the newest. */
  readonly most: number;
  readonly onFailure: (error: unknown) => void;
}

interface Room {
  readonly watchers: Set<Watcher>;
  /** Watchers who were not told yet what is open. */
  readonly arriving: Set<Watcher>;
  versions: ReadonlyMap<string, number>;
  readonly calls: Map<string, LiveCall>;
}

/**
 * Looks at the open calls of the enterprises that somebody watches, once for all of them, and tells what changed. While nobody
 * watches it asks nothing. It reads the database alone, so any number of processes may do it.
 */
export function createLiveCalls(options: LiveCallsOptions): LiveCalls {
  const rooms = new Map<string, Room>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;

  const look = async (): Promise<void> => {
    isLooking = true;
    try {
      const found = await options.openVersions([...rooms.keys()], options.most);
      // Each to its end, so that none is still at it when the next look begins.
      const ends = await Promise.allSettled(
        [...rooms].map(([enterprise, room]) => refresh(options, enterprise, room, found)),
      );
      for (const end of ends) if (end.status === 'rejected') options.onFailure(end.reason);
    } catch (error) {
      options.onFailure(error);
    }
    isLooking = false;
    schedule(options.everyMs);
  };
  const schedule = (ms: number): void => {
    clearTimeout(timer);
    timer = rooms.size === 0 ? undefined : setTimeout(() => void look(), ms);
  };

  return {
    watch(enterprise, watcher) {
      const room = rooms.get(enterprise) ?? newRoom();
      rooms.set(enterprise, room);
      room.arriving.add(watcher);
      if (!isLooking) schedule(0);
      return () => {
        room.arriving.delete(watcher);
        room.watchers.delete(watcher);
        if (room.arriving.size + room.watchers.size === 0 && rooms.get(enterprise) === room) rooms.delete(enterprise);
      };
    },
  };
}

function newRoom(): Room {
  return { watchers: new Set(), arriving: new Set(), versions: new Map(), calls: new Map() };
}

async function refresh(
  { calls: read }: Pick<LiveCallsOptions, 'calls'>,
  enterprise: string,
  room: Room,
  found: readonly OpenVersion[],
): Promise<void> {
  const now = new Map(found.filter((one) => one.enterprise === enterprise).map((one) => [one.callId, one.version]));
  const { changed, gone } = openChanges(room.versions, now);
  const news = changed.length + gone.length === 0 ? [] : await read(enterprise, [...changed, ...gone]);
  room.versions = now;
  for (const id of gone) room.calls.delete(id);
  const told = news.filter((call) => call.closed || now.has(call.call_id));
  for (const call of told) {
    if (!call.closed) room.calls.set(call.call_id, call);
    for (const watcher of room.watchers) watcher.call(call);
  }
  const left = gone.filter((id) => !told.some((call) => call.call_id === id));
  for (const id of left) for (const watcher of room.watchers) watcher.left(id);
  const arriving = [...room.arriving];
  room.arriving.clear();
  for (const watcher of arriving) {
    room.watchers.add(watcher);
    watcher.open([...room.calls.values()]);
  }
}
