import { join } from 'node:path';

import { z } from 'zod';

import { endProcess } from './end-process.ts';
import { folderIdentity } from './folder-identity.ts';
import { readJsonFile, writeJsonFile } from '../../platform/json-file.ts';
import { identify, isRunning, processIdentitySchema } from './process-identity.ts';
import { findStrays, MARKER } from './stray-processes.ts';

const entrySchema = processIdentitySchema.extend({ name: z.string(), stopSignal: z.enum(['SIGTERM', 'SIGINT']) });
const ledgerSchema = z.object({ folder: z.string(), processes: z.array(entrySchema) });
type Entry = z.infer<typeof entrySchema>;
export type StopSignal = Entry['stopSignal'];

/** What runs for a DATA_DIR, in a file, so that the next start can end what outlived a `kill -9`. */
export interface ProcessLedger {
  /** Goes into the environment of every process that is added. */
  readonly marker: Record<string, string>;
  add(process: { name: string; pid: number; stopSignal: StopSignal }): void;
  remove(pid: number): void;
  /** Ends what an earlier start left running; the names of those. */
  endLeftovers(): Promise<string[]>;
  /** Ends what was added and still runs, because it was just being started. */
  endAll(): Promise<void>;
  /** Kills all that was added, at once. */
  killAll(): void;
}

/** Opens `processes.json` of a folder. Only the holder of the folder's lock may. */
export function openLedger(dataDir: string): ProcessLedger {
  const path = join(dataDir, 'processes.json');
  const folder = folderIdentity(dataDir);
  const stored = readJsonFile(path, ledgerSchema);
  const leftovers = stored?.folder === folder ? stored.processes : [];
  let own: Entry[] = [];
  const save = (): void => writeJsonFile(path, { folder, processes: [...leftovers, ...own] });
  return {
    marker: { [MARKER]: dataDir },
    add({ name, pid, stopSignal }) {
      const identity = identify(pid);
      if (!identity) return;
      own.push({ ...identity, name, stopSignal });
      save();
    },
    remove(pid) {
      own = own.filter((entry) => entry.pid !== pid);
      save();
    },
    async endLeftovers() {
      const running = leftovers.filter(isRunning);
      // The last started first: workers before the servers they talk to.
      for (const entry of running.toReversed()) await endProcess(entry, entry.stopSignal, 10_000);
      leftovers.length = 0;
      save();
      const strays = findStrays(dataDir);
      await Promise.all(strays.map((stray) => endProcess(stray, 'SIGTERM', 5_000)));
      return [...running.map((entry) => entry.name), ...strays.map(({ pid }) => `process ${pid}`)];
    },
    async endAll() {
      await Promise.all(own.map((entry) => endProcess(entry, entry.stopSignal, 3_000)));
    },
    killAll() {
      for (const { pid } of own.filter(isRunning)) process.kill(pid, 'SIGKILL');
    },
  };
}
