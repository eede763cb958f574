import { answeredCall } from '../../tests/support/call-script.ts';
import { addUser, loggedIn } from '../../tests/support/admin.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

const place = (n: number) => ({ bot_token: `400000${n}:AA-of-a-scene`, chat_id: `-100400000000${n}` });

/** Calls that are told in Telegram, and what an administrator tries there. */
export const TELEGRAM_SCENES: readonly Scene[] = [
  {
    telegram: place(1),
    async play(stage) {
      await addChat(stage, place(1).chat_id, {});
      await stage.play(answeredCall(stage));
      await stage.closed();
      await waitFor('the message', async () => (await stateOf(stage)).includes('завершён'));
      await checked(stage, '"sent"');
    },
    shows: [],
    others: { telegram: 'telegram-call', 'check-telegram': 'check-telegram-whole' },
  },
  {
    telegram: place(2),
    async play(stage) {
      await addChat(stage, place(2).chat_id, { trouble: 'kicked' });
      await stage.play(answeredCall(stage));
      await stage.closed();
      await waitFor('the alarm', async () => {
        const alarm = `select from alarms where account = $1 and kind = 'telegram-chat-lost'`;
        return (await stage.system.pool.query(alarm, [`enterprise ${stage.enterprise.number}`])).rowCount === 1;
      });
      await checked(stage, '"kicked"');
    },
    shows: [],
    others: { telegram: 'telegram-stopped', 'check-telegram': 'check-telegram-kicked' },
  },
];

async function addChat({ system }: Stage, id: string, seed: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  await fetch(`${telegramOf(system)}/_sim/chats/${id}`, { method: 'POST', headers, body: JSON.stringify(seed) });
}

async function stateOf({ system }: Stage): Promise<string> {
  return (await fetch(`${telegramOf(system)}/_sim/state`)).text();
}

function telegramOf({ env }: Stage['system']): string {
  const url = env['TELEGRAM_URL'];
  if (url === undefined) throw new Error('The system has no Telegram');
  return url;
}

async function checked({ system, enterprise: { number } }: Stage, word: string): Promise<void> {
  const email = `${number}-telegram@example.com`;
  await addUser(system.pool, email, { role: 'administrator', enterprises: [number] });
  const who = await loggedIn(system.url, email);
  const answer = await (await who.ask('POST', `/api/admin/enterprises/${number}/telegram/check`)).text();
  if (!answer.includes(word)) throw new Error(`${word} is not in ${answer}`);
}
