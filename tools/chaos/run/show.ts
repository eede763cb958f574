import { Presets, SingleBar } from 'cli-progress';

/** How far a run is, for whoever waits for it. */
export interface RunProgress {
  update(closed: number, what: string): void;
  stop(): void;
}

const LINE_EVERY_MS = 10_000;

/** A bar on a terminal; elsewhere a line every ten seconds. */
export function showRun(calls: number, stream: NodeJS.WriteStream = process.stdout): RunProgress {
  return stream.isTTY ? bar(calls, stream) : lines(calls, stream);
}

function bar(calls: number, stream: NodeJS.WriteStream): RunProgress {
  const format = '[{bar}] {value}/{total} calls over | {duration_formatted} | {what}';
  const single = new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic);
  single.start(calls, 0, { what: '' });
  return { update: (closed, what) => single.update(closed, { what }), stop: () => single.stop() };
}

function lines(calls: number, stream: NodeJS.WritableStream): RunProgress {
  let toldAt = -Infinity;
  return {
    update(closed, what) {
      if (performance.now() - toldAt < LINE_EVERY_MS) return;
      toldAt = performance.now();
      stream.write(`${closed}/${calls} calls over | ${what}\n`);
    },
    stop() {},
  };
}
