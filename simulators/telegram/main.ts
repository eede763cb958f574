import { parseArgs } from 'node:util';
import { DEMO_CHAT } from './demo-chat.ts';
import { runSimulator, type RunningSimulator } from '../run-simulator.ts';
import { startTelegramSimulator } from './server.ts';

const USAGE = `Usage: node simulators/telegram/main.ts [options]

  --port N           port to listen on (default: a free one)
  --host HOST        address to listen on (default: 127.0.0.1)
  --chat ID          id of the one chat that there is (default: the demo's, ${DEMO_CHAT})
  --limit-scale X    shortens the windows of all limits (default: 1)`;

await runSimulator(USAGE, start);

async function start(): Promise<RunningSimulator> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      chat: { type: 'string', default: DEMO_CHAT },
      'limit-scale': { type: 'string', default: '1' },
    },
  });
  return startTelegramSimulator({
    host: values.host,
    port: number('port', values.port),
    limitScale: number('limit-scale', values['limit-scale']),
    chats: { [values.chat]: { title: 'Звонки агентства' } },
  });
}

function number(name: string, value: string): number {
  if (!/^\d+(\.\d+)?$/.test(value)) throw new Error(`--${name} must be a number, not "${value}"`);
  return Number(value);
}
