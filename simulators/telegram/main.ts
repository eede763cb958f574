import { parseArgs } from 'node:util';
import { DEMO_CHAT } from './demo-chat.ts';
import { startTelegramSimulator } from './server.ts';

const USAGE = `Usage: node simulators/telegram/main.ts [options]

  --port N           port to listen on (default: a free one)
  --host HOST        address to listen on (default: 127.0.0.1)
  --chat ID          id of the one chat that there is (default: the demo's, ${DEMO_CHAT})
  --limit-scale X    shortens the windows of all limits (default: 1)`;

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
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      chat: { type: 'string', default: DEMO_CHAT },
      'limit-scale': { type: 'string', default: '1' },
    },
  });
  const simulator = await startTelegramSimulator({
    host: values.host,
    port: number('port', values.port),
    limitScale: number('limit-scale', values['limit-scale']),
    chats: { [values.chat]: { title: 'Звонки агентства' } },
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

function number(name: string, value: string): number {
  if (!/^\d+(\.\d+)?$/.test(value)) throw new Error(`--${name} must be a number, not "${value}"`);
  return Number(value);
}
