import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RunAs {
  name: string;
  uid: number;
  gid: number;
}

/** The user PostgreSQL runs as, which refuses root; undefined where we are not root and it runs as we do. */
export async function unprivilegedUser(): Promise<RunAs | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([idOf(name, '-u'), idOf(name, '-g')]);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { name, uid, gid };
  }
  // A container without /etc/passwd: any number that is not root will do.
  return { name: 'uid 65534', uid: 65_534, gid: 65_534 };
}

/** Whether the user (we, when undefined) may enter the folder and write there. */
export async function canUseFolder(folder: string, user: RunAs | undefined): Promise<boolean> {
  return succeeds('/bin/sh', ['-c', 'cd "$1" && [ -w . ]', 'sh', folder], user);
}

/** Whether the user (we, when undefined) can run the command to a good end. */
export async function succeeds(command: string, args: readonly string[], user: RunAs | undefined): Promise<boolean> {
  try {
    await run(command, args, { cwd: '/', timeout: 20_000, ...(user && { uid: user.uid, gid: user.gid }) });
    return true;
  } catch {
    return false;
  }
}

async function idOf(name: string, flag: string): Promise<number | undefined> {
  try {
    const { stdout } = await run('id', [flag, name]);
    return Number(stdout.trim());
  } catch {
    return undefined;
  }
}
