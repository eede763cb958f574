import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, cp, lchown, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { readJsonFile, writeJsonFile } from '../../platform/json-file.ts';
import { canUseFolder, type RunAs } from './run-as.ts';
import { claimFolder, isClaimedByOther } from './shared-folders.ts';

const notesSchema = z.object({ id: z.uuid(), password: z.string().min(16) });

export interface PostgresFolder {
  /** Holds `cluster` and is writable for `user`. */
  folder: string;
  /** Who PostgreSQL runs as, when it is not us. */
  user: RunAs | undefined;
  password: string;
}

/**
 * Where the database of a DATA_DIR lives: in it, or in a folder of `sharedFolder` where PostgreSQL's user cannot get
 * into DATA_DIR. The id in DATA_DIR's `postgres.json` ties the two together.
 */
export async function postgresFolder(
  dataDir: string,
  user: RunAs | undefined,
  sharedFolder: string,
): Promise<PostgresFolder> {
  const { id, password } = readNotes(dataDir, sharedFolder);
  const inside = join(dataDir, 'postgres');
  await mkdir(inside, { recursive: true, mode: 0o700 });
  if (!user) return { folder: inside, user, password };

  const owner = (await ownerOfCluster(inside)) ?? user;
  await chown(inside, owner.uid, owner.gid);
  const outside = join(sharedFolder, 'databases', id);
  if (!(await hasCluster(outside)) && (await canUseFolder(inside, owner))) {
    return { folder: inside, user: owner, password };
  }
  await makeReachable(sharedFolder, outside, user);
  claimFolder(outside, { id, dataDir });
  if (await hasCluster(inside)) await moveCluster(inside, outside);
  return { folder: outside, user: (await ownerOfCluster(outside)) ?? user, password };
}

/** A copied DATA_DIR whose database stands outside leaves that to the first one and gets a new one. */
function readNotes(dataDir: string, sharedFolder: string): z.infer<typeof notesSchema> {
  const path = join(dataDir, 'postgres.json');
  const notes = readJsonFile(path, notesSchema);
  if (notes && !isClaimedByOther(join(sharedFolder, 'databases', notes.id), dataDir)) return notes;
  const fresh = { id: randomUUID(), password: notes?.password ?? randomBytes(24).toString('base64url') };
  writeJsonFile(path, fresh);
  return fresh;
}

async function makeReachable(sharedFolder: string, outside: string, user: RunAs): Promise<void> {
  await mkdir(outside, { recursive: true, mode: 0o700 });
  for (const folder of [sharedFolder, join(sharedFolder, 'databases')]) await chmod(folder, 0o755);
  await chown(outside, user.uid, user.gid);
}

/** DATA_DIR has become private since: its database goes on outside. */
async function moveCluster(inside: string, outside: string): Promise<void> {
  const temporary = join(outside, 'cluster.moving');
  await rm(temporary, { recursive: true, force: true });
  await cp(join(inside, 'cluster'), temporary, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  const { uid, gid } = await stat(join(inside, 'cluster'));
  await chownAll(temporary, uid, gid);
  await chown(outside, uid, gid);
  await rename(temporary, join(outside, 'cluster'));
  await rm(join(inside, 'cluster'), { recursive: true, force: true });
}

async function chownAll(folder: string, uid: number, gid: number): Promise<void> {
  await lchown(folder, uid, gid);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), uid, gid);
  }
}

async function hasCluster(folder: string): Promise<boolean> {
  return stat(join(folder, 'cluster')).then(
    () => true,
    () => false,
  );
}

/** A database that another user's start made goes on as that user. */
async function ownerOfCluster(folder: string): Promise<RunAs | undefined> {
  const found = await stat(join(folder, 'cluster')).catch(() => undefined);
  return found && found.uid !== 0 ? { name: `uid ${found.uid}`, uid: found.uid, gid: found.gid } : undefined;
}
