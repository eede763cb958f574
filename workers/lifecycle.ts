import type { Logger } from '../platform/log.ts';

/** Ends by force when stopping takes longer. */
export const LONGEST_STOP_MS = 14_000;

/**
 * Stops the process in order when it is asked to (SIGTERM, SIGINT) or when the process that started it is gone. A second
 * signal, or too long a stop, ends it at once.
 */
export function stopOnSignal(log: Logger, stop: () => Promise<void>): void {
  let isStopping = false;
  const onStop = (why: string) => {
    if (isStopping) {
      if (why !== 'disconnect') process.exit(1);
      return;
    }
    isStopping = true;
    log.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => onStop('SIGTERM'));
  process.on('SIGINT', () => onStop('SIGINT'));
  if (process.send) process.on('disconnect', () => onStop('disconnect'));
}

/** Tells the process that started this one that it is ready. */
export function tellReady(url?: string): void {
  process.send?.({ ready: true, ...(url === undefined ? {} : { url }) });
}
