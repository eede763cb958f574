import { setTimeout as delay } from 'node:timers/promises';

import type { Child } from './child.ts';

/** A service that is kept running. */
export interface Supervised {
  readonly name: string;
  /** Ends it for good, also while it is just being started again. */
  stop(graceMs: number): Promise<void>;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** After so long without trouble the next pause is a short one again. */
const CALM_MS = 60_000;

/**
 * Starts a service and starts it again whenever it ends by itself, with growing pauses, saying so. `start` settles
 * when the service is ready; an error of the first start is the caller's.
 */
export async function supervise(
  name: string,
  start: (cancel: AbortSignal) => Promise<Child>,
  say: (text: string) => void,
  cancel: AbortSignal,
): Promise<Supervised> {
  const stopping = new AbortController();
  let child: Child | undefined = await start(AbortSignal.any([cancel, stopping.signal]));
  const watching = keepRunning();

  async function keepRunning(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    let readyAt = performance.now();
    while (!stopping.signal.aborted) {
      if (child) {
        const how = await child.exited;
        child = undefined;
        if (stopping.signal.aborted) return;
        if (performance.now() - readyAt > CALM_MS) pauseMs = FIRST_PAUSE_MS;
        say(`! ${name} ended (${how}), starting it again in ${pauseMs / 1_000} s`);
      }
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      if (stopping.signal.aborted) return;
      try {
        child = await start(stopping.signal);
        readyAt = performance.now();
        say(`✓ ${name} runs again`);
      } catch (error) {
        if (stopping.signal.aborted) return;
        say(`! ${name} did not start, trying again in ${pauseMs / 1_000} s: ${text(error)}`);
      }
    }
  }

  return {
    name,
    async stop(graceMs) {
      stopping.abort(new Error(`${name} is being stopped`));
      await child?.stop(graceMs);
      await watching;
    },
  };
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
