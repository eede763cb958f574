import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The last version of the CLI without a `replace` in its go.mod, so the last that `go install` takes. */
export const CLI_VERSION = '1.5.1';

/** Priorities, fairness and update-with-start need server 1.29, which CLI 1.5 holds. */
const NEEDED_SERVER = [1, 29] as const;

export type BinaryCheck = { usable: true } | { usable: false; reason: string };

/** Whether this file is a Temporal CLI with a server that has what we need. */
export async function checkTemporal(path: string): Promise<BinaryCheck> {
  let output: string;
  try {
    ({ stdout: output } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 }));
  } catch {
    return { usable: false, reason: `${path} does not run` };
  }
  // "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)"
  const [, major, minor] = /Server (\d+)\.(\d+)/.exec(output) ?? [];
  if (major === undefined || minor === undefined) return { usable: false, reason: `${path} is no Temporal CLI` };
  if (isEnough(Number(major), Number(minor))) return { usable: true };
  return {
    usable: false,
    reason: `${path} holds Temporal server ${major}.${minor}, ${NEEDED_SERVER.join('.')} or newer is needed`,
  };
}

function isEnough(major: number, minor: number): boolean {
  return major > NEEDED_SERVER[0] || (major === NEEDED_SERVER[0] && minor >= NEEDED_SERVER[1]);
}
