/** We were asked to stop. */
export class StopRequested extends Error {
  override name = 'StopRequested';
}

/**
 * From Ctrl-C one signal comes from the terminal and another, a moment later, from npm: they count as one. Whoever
 * means to force it presses again after that.
 */
const ONE_WISH_MS = 1_000;

/**
 * Aborts with StopRequested at the first SIGINT, SIGTERM or SIGHUP, or when nobody reads our output any more; `force` is
 * called at a later second signal.
 */
export function listenForStop(force: () => void): AbortSignal {
  const stop = new AbortController();
  let askedAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      stop.abort(new StopRequested(signal));
    } else if (performance.now() - askedAt > ONE_WISH_MS) {
      force();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  // Whoever read what we write is gone, as in `npm start | head`: other programs end by SIGPIPE then.
  for (const output of [process.stdout, process.stderr])
    output.on('error', () => stop.abort(new StopRequested('EPIPE')));
  stopWithNpm(() => stop.abort(new StopRequested('npm ended')));
  return stop.signal;
}

/** npm passes a signal to its shell, which may die of it without passing it on; a killed npm passes nothing. */
function stopWithNpm(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}
