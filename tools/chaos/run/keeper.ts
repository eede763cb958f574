import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from '../../../workers/local/child.ts';
import { killFamily } from './kill-family.ts';

/** A process that always comes back, as an init system has it: after a kill, and when it ends by itself. */
export interface Kept {
  readonly name: string;
  /** kill -9, its children too; resolves when it runs again, `downMs` later. */
  kill(downMs: number): Promise<void>;
  stop(graceMs: number): Promise<void>;
}

const TRY_AGAIN_MS = 500;

/**
 * Starts a process and keeps it running. `start` settles when it is ready.
 * @throws what the first start throws
 */
export async function keep(
  name: string,
  start: (cancel: AbortSignal) => Promise<Child>,
  note: (what: string) => void,
  cancel: AbortSignal,
): Promise<Kept> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([stopping.signal, cancel]);
  let child: Child | null = await start(signal);
  let killed: { readonly downMs: number; readonly onBack: () => void } | undefined;

  const watching = (async () => {
    while (!signal.aborted) {
      const how = await child?.exited;
      child = null;
      if (signal.aborted) return;
      const { downMs } = killed ?? {};
      note(
        downMs === undefined ? `${name} ended by itself (${how}); see its log` : `${name} killed, down ${downMs} ms`,
      );
      await delay(downMs ?? TRY_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      child = await startAgain();
      if (child === null) return;
      note(`${name} is back`);
      killed?.onBack();
      killed = undefined;
    }
  })();

  async function startAgain(): Promise<Child | null> {
    while (!signal.aborted) {
      try {
        return await start(signal);
      } catch (error) {
        if (signal.aborted) return null;
        note(`${name} did not start, once more: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}`);
        await delay(TRY_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    return null;
  }

  return {
    name,
    async kill(ms) {
      // It is down already, because it ended by itself: it comes back all the same.
      if (child === null) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      killed = { downMs: ms, onBack: resolve };
      signal.addEventListener('abort', () => resolve(), { once: true });
      await killFamily(child.pid);
      await promise;
    },
    async stop(graceMs) {
      stopping.abort(new Error(`${name} is being stopped`));
      await child?.stop(graceMs);
      await watching;
    },
  };
}
