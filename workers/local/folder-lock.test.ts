import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, onTestFinished, test } from 'vitest';

import { takeLock, waitForLock } from './folder-lock.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const MODULE = fileURLToPath(new URL('folder-lock.ts', import.meta.url));

/** Another process that has taken the lock. */
async function holder(lock: string): Promise<ChildProcess> {
  const script = `
    import { takeLock } from ${JSON.stringify(MODULE)};
    takeLock(${JSON.stringify(lock)});
    console.log('taken');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('of two processes one gets the lock, the other learns who has it', async () => {
  const lock = join(temporaryFolder(), 'lock');
  const { pid } = await holder(lock);
  expect(() => takeLock(lock)).toThrow(expect.objectContaining({ name: 'LockedError', pid }));
});

test('the lock of a killed process counts for nothing', async () => {
  const lock = join(temporaryFolder(), 'lock');
  const other = await holder(lock);
  other.kill('SIGKILL');
  await once(other, 'exit');
  takeLock(lock)();
});

test('a lock that was given back can be taken again', () => {
  const lock = join(temporaryFolder(), 'lock');
  takeLock(lock)();
  takeLock(lock)();
});

test('a lock that came along with a copy of the folder counts for nothing', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'original'));
  await holder(join(folder, 'original', 'lock'));
  cpSync(join(folder, 'original'), join(folder, 'copy'), { recursive: true });
  takeLock(join(folder, 'copy', 'lock'))();
});

test('whoever waits gets the lock once it is free, and is told once who has it', async () => {
  const lock = join(temporaryFolder(), 'lock');
  const other = await holder(lock);
  const told: number[] = [];
  const waiting = waitForLock(lock, (pid) => {
    told.push(pid);
    other.kill('SIGKILL');
  });
  (await waiting)();
  expect(told).toEqual([other.pid]);
});
