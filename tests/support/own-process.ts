import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ready = z.object({ ready: z.literal(true), url: z.string().optional() });

export interface OwnProcess {
  readonly child: ChildProcess;
  readonly url: string | undefined;
  /** Everything that it wrote. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts one of our entry points as a process of its own; it ends with this process whatever happens. */
export async function startProcess(
  [script = '', ...args]: readonly string[],
  env: Record<string, string>,
  started: OwnProcess[],
): Promise<OwnProcess> {
  const child = fork(script, args, { cwd: ROOT, env: { ...process.env, ...env }, silent: true, execArgv: [] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  let url: string | undefined;
  const own: OwnProcess = {
    child,
    get url() {
      return url;
    },
    output: () => output,
    stop,
  };
  // Before it is ready: where another one fails meanwhile, this one is to be stopped too.
  started.push(own);
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      const parsed = ready.safeParse(message);
      if (!parsed.success) return;
      url = parsed.data.url;
      resolve();
    });
    child.once('exit', (code) => reject(new Error(`${script} ${args.join(' ')} ended with ${code}:\n${output}`)));
  });
  return own;
}
