import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** One more is done. */
  step: () => void;
  stop: () => void;
}

/** A bar on a terminal; elsewhere a plain line at every tenth of the way. */
export function showProgress(total: number, unit: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(total, unit, stream) : lines(total, unit, stream);
}

function bar(total: number, unit: string, stream: NodeJS.WriteStream): Progress {
  const format = `[{bar}] {value}/{total} ${unit} | {duration_formatted}`;
  const single = new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic);
  single.start(total, 0);
  return { step: () => single.increment(), stop: () => single.stop() };
}

function lines(total: number, unit: string, stream: NodeJS.WritableStream): Progress {
  let done = 0;
  let tenthsTold = 0;
  return {
    step() {
      const tenths = Math.floor((++done * 10) / total);
      if (tenths === tenthsTold) return;
      tenthsTold = tenths;
      stream.write(`${done}/${total} ${unit}\n`);
    },
    stop() {},
  };
}
