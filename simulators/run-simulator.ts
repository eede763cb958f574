/** A simulator that is up. */
export interface RunningSimulator {
  readonly url: string;
  close(): Promise<unknown>;
}

/**
 * Runs a simulator as a process: its URL goes to standard output and, as `{ready, url}`, to a parent process; it ends on SIGTERM,
 * SIGINT or when its parent lets go. What is wrong with its arguments is said above the usage, with exit code 2.
 */
export async function runSimulator(usage: string, start: () => Promise<RunningSimulator>): Promise<void> {
  try {
    endWithParent(await start());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`\n${usage}`);
    process.exitCode = 2;
  }
}

function endWithParent(simulator: RunningSimulator): void {
  console.log(simulator.url);
  process.send?.({ ready: true, url: simulator.url });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void simulator.close().then(() => {
      if (process.connected) process.disconnect();
    });
  };
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
}
