/** Says what a step is busy with just now. */
export type Note = (text: string) => void;

export interface Progress {
  /** Runs a step, showing that it goes on and how long it has taken; its error passes through. */
  step<T>(title: string, work: (note: Note) => Promise<T>): Promise<T>;
  /** A line of its own. */
  say(text: string): void;
}

interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
}

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** Progress for people: a spinner on a terminal, elsewhere a line at the start of a step and every five seconds. */
export function createProgress(output: Output): Progress {
  const show = output.isTTY ? spin : tell;
  return {
    say: (text) => void output.write(`${text}\n`),
    async step(title, work) {
      const startedAt = performance.now();
      const elapsed = (): string => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
      const shown = show(output, title, elapsed);
      try {
        const result = await work(shown.note);
        shown.end(`✓ ${title} (${elapsed()})\n`);
        return result;
      } catch (error) {
        shown.end(`✗ ${title} (${elapsed()})\n`);
        throw error;
      }
    },
  };
}

interface Shown {
  note: Note;
  end(line: string): void;
}

function spin(output: Output, title: string, elapsed: () => string): Shown {
  let noted = '';
  let frame = 0;
  const draw = (): void => {
    frame = (frame + 1) % FRAMES.length;
    output.write(`\r\u001B[2K${FRAMES[frame] ?? ''} ${title}${noted} … ${elapsed()}`);
  };
  draw();
  const timer = setInterval(draw, 100);
  return {
    note: (text) => void (noted = `: ${text}`),
    end(line) {
      clearInterval(timer);
      output.write(`\r\u001B[2K${line}`);
    },
  };
}

function tell(output: Output, title: string, elapsed: () => string): Shown {
  let noted = '';
  output.write(`… ${title}\n`);
  const timer = setInterval(() => output.write(`… ${title}${noted}, ${elapsed()} so far\n`), 5_000);
  return {
    note(text) {
      noted = `: ${text}`;
      output.write(`… ${title}${noted}\n`);
    },
    end(line) {
      clearInterval(timer);
      output.write(line);
    },
  };
}
