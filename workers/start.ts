import { runStart } from './local/run-start.ts';
import { readEnvironment } from './environment.ts';

process.exitCode = await runStart(readEnvironment());
// Something that keeps the process alive after everything was stopped must not keep the terminal.
process.exit();
