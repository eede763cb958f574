import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { migrateDatabase } from '../db/migrate-database.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../simulators/telegram/server.ts';
import { startTestServices } from '../tests/harness/test-services.ts';
import { openSystem, type System, type TestEnterprise } from '../tests/support/open-system.ts';
import { waitFor } from '../tests/support/wait-for.ts';
import { createProgress } from '../workers/local/progress.ts';
import { plannedCalls, type BurstCall } from './telegram-burst/calls.ts';
import { judge, reportLines } from './telegram-burst/judge.ts';

/**
 * `npm run telegram-burst -- [--calls 200] [--scale 0.05] [--kills 3]`: so many calls ring at once in one group in Telegram, half
 * of them are answered, all end; the worker that writes is killed again and again while a message is on its way. Ends with 0 where
 * each call has one message that says how it ended, and Telegram refused none for its limits. `--scale` shortens all
 * windows; 1 is Telegram's own pace.
 */
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '200' },
    scale: { type: 'string', default: '0.05' },
    kills: { type: 'string', default: '3' },
  },
});
const scale = Number(values.scale);
const kills = Number(values.kills);
const CHAT = '-1005550005550';

process.exitCode = await run();

async function run(): Promise<number> {
  const services = await startTestServices(createProgress(process.stdout));
  const telegram = await startTelegramSimulator({ limitScale: scale, chats: { [CHAT]: {} } });
  try {
    const { databaseUrl, temporalAddress: address, namespaces } = services;
    await migrateDatabase(databaseUrl);
    const more = { TELEGRAM_URL: telegram.url, RETRY_TIME_SCALE: String(scale) };
    const temporal = { address, namespace: namespaces[0] ?? 'default' };
    const system = await openSystem({ databaseUrl, temporal, more, workers: ['calls'] });
    try {
      return await burst(system, telegram);
    } finally {
      await system.stop();
    }
  } finally {
    await telegram.close();
    await services.stop();
  }
}

async function burst(system: System, telegram: TelegramSimulator): Promise<number> {
  const enterprise = await system.enterprise({
    uon: { enabled: false },
    telegram: { bot_token: '5550005550:AA-of-the-burst', chat_id: CHAT },
  });
  const calls = plannedCalls(Number(values.calls));
  const began = Date.now();
  const killed = killAgainAndAgain(system, telegram);
  await post(system, enterprise, calls, ({ opening }) => opening);
  await post(system, enterprise, calls, ({ answer }) => answer);
  await post(system, enterprise, calls, ({ ending }) => ending);
  const playedMs = Date.now() - began;
  await killed;
  const chat = telegram.chats.of(CHAT);
  const longestMs = 120_000 + calls.length * 3 * 3_200 * scale;
  await waitFor('all that is due to be told', () => nothingIsDue(system, calls.length), longestMs);
  const verdict = judge(calls, chat, telegram.requests);
  console.log(
    reportLines(verdict, { calls: calls.length, scale, kills, playedMs, allMs: Date.now() - began }).join('\n'),
  );
  return verdict.isRight ? 0 : 1;
}

/** All at once, as far as this machine goes. */
async function post(
  system: System,
  enterprise: TestEnterprise,
  calls: readonly BurstCall[],
  part: (call: BurstCall) => BurstCall['opening'],
): Promise<void> {
  await Promise.all(
    calls.map(async (call) => {
      for (const { event, body } of part(call)) {
        const { status } = await system.post(enterprise, event, body);
        if (status !== 202) throw new Error(`${event} was answered with ${status}`);
      }
    }),
  );
}

/** Each time while a message has arrived and its answer has not. */
async function killAgainAndAgain(system: System, telegram: TelegramSimulator): Promise<void> {
  let worker = await system.startWorker('uon');
  for (let kill = 0; kill < kills; kill += 1) {
    const sent = () => telegram.requests.filter(({ method, how }) => method === 'sendMessage' && how === 'done').length;
    const before = sent();
    await waitFor('some messages', () => sent() >= before + 5, 180_000);
    telegram.faults.add({ kind: 'timeout', when: 'after', method: 'sendMessage' });
    const struck = () => telegram.requests.filter(({ how }) => how === 'fault').length;
    const struckBefore = struck();
    await waitFor('a message without an answer', () => struck() > struckBefore, 180_000);
    const exited = once(worker.child, 'exit');
    worker.child.kill('SIGKILL');
    await exited;
    await pause(100);
    worker = await system.startWorker('uon');
  }
}

async function nothingIsDue({ pool }: System, calls: number): Promise<boolean> {
  const { rows } = await pool.query<{ closed: number; due: number }>(
    `select (select count(*) from calls where status = 'ended') as closed,
            (select count(*) from telegram_messages where state = 'due') as due`,
  );
  return Number(rows[0]?.closed) === calls && Number(rows[0]?.due) === 0;
}
