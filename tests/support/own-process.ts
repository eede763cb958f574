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
  const partial = { child, output: () => output, stop };
  const url = await new Promise<string | undefined>((resolve, reject) => {
    child.on('message', (message) => {
      const parsed = ready.safeParse(message);
      if (parsed.success) resolve(parsed.data.url);
    });
    child.once('exit', (code) => reject(new Error(`${script} ${args.join(' ')} ended with ${code}:\n${output}`)));
  });
  const own = { ...partial, url };
  started.push(own);
  return own;
}
