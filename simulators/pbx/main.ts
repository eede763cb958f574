import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createOriginatePbx } from './originate.ts';

const USAGE = `Usage: node simulators/pbx/main.ts --port N --api URL [options]

  --port N        where originate requests are taken, on this machine alone
  --api URL       where the events of its calls go
  --trunk ID      the line of its calls (default: 0001363)

PBX_TOKEN is the enterprise's PBX token; PBX_SECRET what clientId must be (not set: anything).`;

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${USAGE}`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
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
  console.log(url);
  process.send?.({ ready: true, url });
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
    // Calls that are under way end with it.
    process.exit();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
}
