import { ConfigError } from '../platform/config.ts';
import { readEnvironment } from '../workers/environment.ts';
import { prepareTemporal } from '../workers/temporal-setup/prepare-temporal.ts';
import { TemporalSetupError } from '../workers/temporal-setup/setup-step.ts';
import { findTemporalServer, NoInstanceError } from './find-temporal-server.ts';
import { readArguments, USAGE, UsageError } from './setup-temporal/arguments.ts';

/** `npm run setup:temporal`: the namespace, its search attributes and the limit of its task queue; again changes nothing. */
try {
  const wanted = readArguments(process.argv.slice(2));
  console.log(wanted === 'help' ? USAGE : await setUp(wanted.retentionHours));
} catch (error) {
  process.exitCode = tellProblem(error);
}

async function setUp(retentionHours: number): Promise<string> {
  const { options, namespace } = await findTemporalServer(readEnvironment());
  const steps = await prepareTemporal(options, { namespace, retentionHours });
  const changed = steps.filter((step) => step.changed).length;
  return [
    ...steps.map((step) => `${step.changed ? '✓' : '·'} ${step.text}`),
    `Temporal at ${options.address} is ready; changed now: ${changed}`,
  ].join('\n');
}

function tellProblem(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  const isExplained = [ConfigError, NoInstanceError, TemporalSetupError].some((known) => error instanceof known);
  console.error(error instanceof Error ? (isExplained ? error.message : `Failed: ${error.message}`) : 'Failed');
  return 1;
}
