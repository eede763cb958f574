import { findFreePort } from '../local/free-port.ts';
import type { StartContext } from '../local/context.ts';
import { superviseNode } from '../local/start-processes.ts';

/** The Telegram simulator with the demo's chat; returns its URL, which shows the chat. */
export async function startDemoTelegram(context: StartContext): Promise<string> {
  const port = await findFreePort();
  const args = ['--port', String(port)];
  const script = 'simulators/telegram/main.ts';
  const spec = { name: 'Telegram simulator', script, args, env: {}, log: 'telegram-simulator' };
  await context.progress.step(spec.name, async () => context.keep([await superviseNode(context, spec)], 1_500));
  return `http://127.0.0.1:${port}`;
}
