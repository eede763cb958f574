import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readConfig } from '../platform/config.ts';
import { readEnvironment } from '../workers/environment.ts';
import { createProgress } from '../workers/local/progress.ts';
import { temporalConnectionOptions } from '../workers/temporal-connection.ts';
import { prepareTemporal } from '../workers/temporal-setup/prepare-temporal.ts';
import { SERVER_VERSION } from './real-server/binaries.ts';
import { startRealServer, type RealServer } from './real-server/start.ts';

/**
 * `npm run real [-- COMMAND...]`: a Temporal server as production has it, on PostgreSQL, or the one of TEMPORAL_ADDRESS; prepared
 * as `npm run setup:temporal` does. Runs the command with TEMPORAL_ADDRESS set and ends with its code; without one it stays
 * until Ctrl-C. `npm run test:real` runs the system tests so.
 */
const progress = createProgress(process.stdout);
const { temporal } = readConfig(readEnvironment());
const given = temporal.address;
const stopAsked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
const server: RealServer = given ? { address: given, stop: () => Promise.resolve() } : await startRealServer(progress);
try {
  const options = await temporalConnectionOptions({ ...temporal, address: server.address });
  const steps = await prepareTemporal(options, { namespace: temporal.namespace });
  for (const { changed, text } of steps) progress.say(`${changed ? '✓' : '·'} ${text}`);
  const name = given ? `Temporal at ${given}` : `Temporal server ${SERVER_VERSION} on PostgreSQL`;
  const command = process.argv.slice(2);
  if (command.length === 0) {
    progress.say(`${name}: TEMPORAL_ADDRESS=${server.address}\nCtrl-C stops it.`);
    await stopAsked;
  } else {
    const code = await run(command);
    progress.say(`${name}: ${command.join(' ')} ${code === 0 ? 'passed' : `failed (${code})`}`);
    process.exitCode = code;
  }
} finally {
  await server.stop();
}
// A listener for signals keeps nothing alive, but the client of a server that is gone may.
process.exit();

async function run([command = '', ...args]: readonly string[]): Promise<number> {
  const env = { ...process.env, TEMPORAL_ADDRESS: server.address, TEST_TEMPORAL_ADDRESS: server.address };
  const child = spawn(command, args, { env, stdio: 'inherit' });
  void stopAsked.then(() => child.kill('SIGTERM'));
  child.once('error', (error) => console.error(`${command} could not be run: ${error.message}`));
  await once(child, 'close');
  return child.exitCode ?? 1;
}
