import type { Config } from '../../platform/config.ts';
import type { ProcessLedger } from './processes.ts';
import type { Progress } from './progress.ts';
import type { Supervised } from './supervisor.ts';

/** What the steps of `npm start` share. */
export interface StartContext {
  config: Config;
  dataDir: string;
  ledger: ProcessLedger;
  progress: Progress;
  /** Aborts when we are asked to stop. */
  cancel: AbortSignal;
  /** Keeps what was started for the stop: the last kept ends first, those kept together end together. */
  keep(services: readonly Supervised[], graceMs: number): void;
}
