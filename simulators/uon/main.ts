import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { accountSeedsSchema } from './account-seed.ts';
import { DEMO_KEY, demoSeed } from './demo-seed.ts';
import { runSimulator, type RunningSimulator } from '../run-simulator.ts';
import { startUonSimulator } from './server.ts';

const USAGE = `Usage: node simulators/uon/main.ts [options]

  --port N           port to listen on (default: a free one)
  --host HOST        address to listen on (default: 127.0.0.1)
  --seed FILE        JSON file: an object of accounts by API key (default: the demo's, key ${DEMO_KEY})
  --latency MS       how long every answer takes (default: 1)
  --index-delay MS   how long a new client can't be found by phone (default: 1000)
  --limit N          requests of one key per second (default: 10)`;

await runSimulator(USAGE, start);

async function start(): Promise<RunningSimulator> {
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
  return startUonSimulator({
    accounts,
    host: values.host ?? '127.0.0.1',
    port: wholeNumber('port', values.port, 0),
    latencyMs: wholeNumber('latency', values.latency, 1),
    indexDelayMs: wholeNumber('index-delay', values['index-delay'], 1000),
    limitPerSecond: wholeNumber('limit', values.limit, 10),
  });
}

function wholeNumber(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (!/^\d+$/.test(value)) throw new Error(`--${name} must be a whole number, not "${value}"`);
  return Number(value);
}
