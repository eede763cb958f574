import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { isRunning, identify, type ProcessIdentity } from './process-identity.ts';
import { openLedger } from './processes.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

/** A process that does nothing, ended with the test. */
function idleProcess(): ProcessIdentity {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const identity = identify(child.pid ?? 0);
  if (!identity) throw new Error('sleep did not start');
  return identity;
}

function dataDir(): string {
  const folder = join(temporaryFolder(), 'data');
  mkdirSync(folder);
  return folder;
}

test('a second start ends what the first one left running, also after the folder was moved', async () => {
  const folder = dataDir();
  const left = idleProcess();
  openLedger(folder).add({ name: 'server', pid: left.pid, stopSignal: 'SIGTERM' });
  renameSync(folder, `${folder}-moved`);

  expect(await openLedger(`${folder}-moved`).endLeftovers()).toEqual(['server']);
  expect(isRunning(left)).toBe(false);
});

test('what has ended is not in the notes any more', async () => {
  const folder = dataDir();
  const { pid } = idleProcess();
  const ledger = openLedger(folder);
  ledger.add({ name: 'server', pid, stopSignal: 'SIGTERM' });
  ledger.remove(pid);
  expect(await openLedger(folder).endLeftovers()).toEqual([]);
});

test('another process that has got the pid since is left alone', async () => {
  const folder = dataDir();
  const foreign = idleProcess();
  openLedger(folder).add({ name: 'server', pid: foreign.pid, stopSignal: 'SIGTERM' });
  const file = join(folder, 'processes.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(foreign.startedAt, 'an-earlier-boot/1'));

  expect(await openLedger(folder).endLeftovers()).toEqual([]);
  expect(isRunning(foreign)).toBe(true);
});

test('the processes of the folder that this one is a copy of are left alone', async () => {
  const original = dataDir();
  const running = idleProcess();
  openLedger(original).add({ name: 'server', pid: running.pid, stopSignal: 'SIGTERM' });
  const copy = `${original}-copy`;
  cpSync(original, copy, { recursive: true });

  expect(await openLedger(copy).endLeftovers()).toEqual([]);
  expect(isRunning(running)).toBe(true);
});

test.runIf(process.platform === 'linux')(
  'what runs for a folder that was deleted since is found by its path',
  async () => {
    const folder = dataDir();
    const stray = spawn('sleep', ['600'], { stdio: 'ignore', env: { ...process.env, ...openLedger(folder).marker } });
    onTestFinished(() => void stray.kill('SIGKILL'));
    const identity = identify(stray.pid ?? 0);

    expect(await openLedger(folder).endLeftovers()).toEqual([`process ${stray.pid}`]);
    expect(identity && isRunning(identity)).toBe(false);
  },
);
