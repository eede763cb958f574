import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { runSimulator, type RunningSimulator } from '../run-simulator.ts';
import { createOriginatePbx } from './originate.ts';

const USAGE = `Usage: node simulators/pbx/main.ts --port N --api URL [options]

  --port N        where originate requests are taken, on this machine alone
  --api URL       where the events of its calls go
  --trunk ID      the line of its calls (default: 0001363)

PBX_TOKEN is the enterprise's PBX token; PBX_SECRET what clientId must be (not set: anything).`;

await runSimulator(USAGE, start);

async function start(): Promise<RunningSimulator> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, api: { type: 'string' }, trunk: { type: 'string' } },
  });
  const { PBX_TOKEN: token, PBX_SECRET: secret } = process.env;
  if (!values.port || !/^\d+$/.test(values.port)) throw new Error('--port must be a whole number');
  if (!values.api) throw new Error('--api is missing');
  if (!token) throw new Error('PBX_TOKEN is missing');
  const server = createOriginatePbx({
    ...{ apiUrl: values.api, token, secret: secret || undefined, trunk: values.trunk ?? '0001363' },
    note: (text) => console.log(`${new Date().toISOString()} ${text}`),
  });
  server.listen(Number(values.port), '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${values.port}/api/makecallexternal`;
  const close = () => {
    server.close();
    server.closeAllConnections();
    // Calls that are under way end with it.
    process.exit();
  };
  return { url, close };
}
