/** Work that goes on until it is stopped. */
export interface Repetition {
  /** Settles when what is under way is done. */
  stop(): Promise<void>;
}

/** Does the work once a second, or at once again where it says that there is more. A failure is told, and ends nothing. */
export function repeatedly(
  work: () => Promise<boolean>,
  { everyMs = 1_000, onFailure }: { readonly everyMs?: number; readonly onFailure: (error: unknown) => void },
): Repetition {
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      const more = await work().catch((error: unknown) => {
        onFailure(error);
        return false;
      });
      if (!more) await pause(everyMs, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
