import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { accountSeedsSchema } from './account-seed.ts';
import { DEMO_KEY, demoSeed } from './demo-seed.ts';
import { startUonSimulator } from './server.ts';

const USAGE = `Usage: node simulators/uon/main.ts [options]

  --port N           port to listen on (default: a free one)
  --host HOST        address to listen on (default: 127.0.0.1)
  --seed FILE        JSON file: an object of accounts by API key (default: the demo's, key ${DEMO_KEY})
  --latency MS       how long every answer takes (default: 1)
  --index-delay MS   how long a new client can't be found by phone (default: 1000)
  --limit N          requests of one key per second (default: 10)`;

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${USAGE}`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      seed: { type: 'string' },
      latency: { type: 'string' },
      'index-delay': { type: 'string' },
      limit: { type: 'string' },
    },
  });
  const accounts =
    values.seed === undefined
      ? { [DEMO_KEY]: demoSeed }
      : accountSeedsSchema.parse(JSON.parse(await readFile(values.seed, 'utf8')));
  const simulator = await startUonSimulator({
    accounts,
    host: values.host ?? '127.0.0.1',
    port: wholeNumber('port', values.port, 0),
    latencyMs: wholeNumber('latency', values.latency, 1),
    indexDelayMs: wholeNumber('index-delay', values['index-delay'], 1000),
    limitPerSecond: wholeNumber('limit', values.limit, 10),
  });
  console.log(simulator.url);
  process.send?.({ ready: true, url: simulator.url });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void simulator.close().then(() => {
      if (process.connected) process.disconnect();
    });
  };
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
}

function wholeNumber(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (!/^\d+$/.test(value)) throw new Error(`--${name} must be a whole number, not "${value}"`);
  return Number(value);
}
