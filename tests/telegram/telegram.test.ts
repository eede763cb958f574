import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nextUnknownId } from '../../db/telegram-messages.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/server.ts';
import { addUser, loggedIn, type Visitor } from '../support/admin.ts';
import { newPhone } from '../support/call-script.ts';
import type { OwnProcess } from '../support/own-process.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { agencyWithChat, lastText, messagesOf, newCall, says, SCALE, type Agency } from './agency.ts';

let telegram: TelegramSimulator;
let system: System;
let worker: OwnProcess;
beforeAll(async () => {
  telegram = await startTelegramSimulator({ limitScale: SCALE });
  const more = { TELEGRAM_URL: telegram.url, RETRY_TIME_SCALE: String(SCALE) };
  system = await startSystem({ workers: ['calls'], more });
  worker = await system.startWorker('uon');
});
afterAll(async () => {
  await system.stop();
  await telegram.close();
});

const requestsTo = (chatId: string) => telegram.requests.filter((request) => request.chatId === chatId);

it.concurrent('tells a call by one message that follows it: who calls, who talks, how long, where the recording is', async () => {
  const phone = newPhone();
  const seed = { clients: [{ u_id: 11, u_surname: 'Иванов', u_name: '<Иван>', u_phone: phone }] };
  const agency = await agencyWithChat(system, telegram, { seed });
  const who = await administratorOf(agency);
  await who.ask('GET', `/api/admin/enterprises/${agency.enterprise.number}/uon/directories?fresh=true`);
  const call = newCall(agency, phone);
  await call.ring();
  const ringing = await says(agency.chat, phone, 'Иванов &lt;Иван&gt;</a>');
  expect(lastText(ringing)).toMatch(/^📞 <b>Входящий звонок<\/b> · звонит\n👤 <a href="[^"]+client_id=11">/);
  await call.answer();
  await says(agency.chat, phone, 'разговор\n');
  await call.hangUp();
  const ended = await says(agency.chat, phone, 'завершён, 1 мин 0 с');
  expect(lastText(ended)).toContain('👨‍💼 Менеджер: Менеджер 2 (151)');
  await system.closed(agency.enterprise, call.callId);
  expect(messagesOf(agency.chat, phone)).toHaveLength(1);
});

it.concurrent('adds a recording that is told later, and stores no more than it needs', async () => {
  const agency = await agencyWithChat(system, telegram, { uon: { calls: { late_s: 20, settle_ms: 300 } } });
  const call = newCall(agency);
  await call.ring();
  await call.hangUp();
  await says(agency.chat, call.phone, 'завершён');
  const address = 'https://log:in@pbx.example/rec?id=7';
  await call.post({
    event: 'hangup',
    body: {
      ...{
        UniqueId: call.callId,
        Phone: call.phone,
        CallType: 0,
        Trunk: '0001363',
        CallStatus: '2',
        Extensions: ['151'],
      },
      ...{ StartTime: '2025-09-14 12:05:13', EndTime: '2025-09-14 12:06:13', DateReceived: '2025-09-14 12:05:10' },
      RecordUrl: address,
    },
  });
  await says(agency.chat, call.phone, '🎧 <a href="https://pbx.example/rec?id=7">');
  const sql = 'select sending, state from telegram_messages where call_id = $1';
  const rowsNow = async () => (await system.pool.query(sql, [call.callId])).rows;
  await expect.poll(rowsNow).toEqual([{ sending: null, state: 'told' }]);
});

it.concurrent('goes by the settings of the moment, and leaves others in peace', async () => {
  const agency = await agencyWithChat(system, telegram, { chat: { threads: [7] } });
  const silent = await system.enterprise();
  const [first, second] = [newCall(agency), newCall(agency)];
  await first.ring();
  await says(agency.chat, first.phone, 'звонит');
  await agency.settings({ language: 'en', mask_phone: true, thread_id: 7 });
  await second.ring();
  const masked = await waitFor('the masked message', () =>
    agency.chat.messages.find((message) => lastText(message).includes(`•••• ${second.phone.slice(-4)}`)),
  );
  expect(lastText(masked)).toContain('Incoming call');
  expect(masked.threadId).toBe(7);
  const untold = newCall({ ...agency, enterprise: silent });
  await untold.ring();
  await untold.hangUp();
  await system.closed(silent, untold.callId);
  const { rows } = await system.pool.query('select from telegram_messages where enterprise_number = $1', [
    silent.number,
  ]);
  expect(rows).toHaveLength(0);
});

it.concurrent('keeps to a wait that Telegram asks for, then tells the newest state alone; another chat goes on meanwhile', async () => {
  const [held, free] = [await agencyWithChat(system, telegram), await agencyWithChat(system, telegram)];
  const call = newCall(held);
  await call.ring();
  await says(held.chat, call.phone, 'звонит');
  telegram.faults.add({ kind: '429', chatId: held.chatId, retryAfter: 2 });
  await call.answer();
  const refused = await waitFor('the 429', () => requestsTo(held.chatId).find(({ how }) => how === 'fault'));
  await call.hangUp();
  const other = newCall(free);
  await other.ring();
  await says(free.chat, other.phone, 'звонит');
  expect(requestsTo(held.chatId).filter(({ seq }) => seq > refused.seq)).toEqual([]);
  await says(held.chat, call.phone, 'завершён');
  const after = requestsTo(held.chatId).filter(({ seq }) => seq > refused.seq);
  expect(after[0]?.at).toBeGreaterThanOrEqual(refused.at + 2_000);
  expect(after).toHaveLength(1);
});

it.concurrent('follows a group that has become a supergroup', async () => {
  const agency = await agencyWithChat(system, telegram);
  const call = newCall(agency);
  await call.ring();
  await says(agency.chat, call.phone, 'звонит');
  const now = telegram.chats.migrate(agency.chatId, `${agency.chatId}1`);
  await call.hangUp();
  await says(now, call.phone, 'завершён');
  expect(messagesOf(now, call.phone)).toHaveLength(1);
});

it.concurrent('finds a message whose answer was lost, though others write, and sends one that did not arrive', async () => {
  const agency = await agencyWithChat(system, telegram);
  const [first, lost, never] = [newCall(agency), newCall(agency), newCall(agency)];
  await first.ring();
  await says(agency.chat, first.phone, 'звонит');
  telegram.chats.write(agency.chat, { text: 'Кто возьмёт?', fromBot: false });
  telegram.faults.add({ kind: 'reset', method: 'sendMessage', chatId: agency.chatId, when: 'after' });
  await lost.ring();
  await says(agency.chat, lost.phone, 'звонит');
  await lost.hangUp();
  await says(agency.chat, lost.phone, 'завершён');
  telegram.faults.add({ kind: 'reset', method: 'sendMessage', chatId: agency.chatId, when: 'before' });
  await never.ring();
  await says(agency.chat, never.phone, 'звонит');
  expect([first, lost, never].map(({ phone }) => messagesOf(agency.chat, phone).length)).toEqual([1, 1, 1]);
});

it.concurrent('does not send again where the bot is no administrator, who alone sees what others write', async () => {
  const agency = await agencyWithChat(system, telegram, { chat: { isAdministrator: false } });
  const [first, lost, never] = [newCall(agency), newCall(agency), newCall(agency)];
  await first.ring();
  await says(agency.chat, first.phone, 'звонит');
  for (const text of ['Кто?', 'Я']) telegram.chats.write(agency.chat, { text, fromBot: false });
  telegram.faults.add({ kind: 'reset', method: 'sendMessage', chatId: agency.chatId, when: 'after' });
  await lost.ring();
  await lost.hangUp();
  await says(agency.chat, lost.phone, 'завершён');
  for (const text of ['Кто?', 'Я', 'Нет, я']) telegram.chats.write(agency.chat, { text, fromBot: false });
  telegram.faults.add({ kind: 'reset', method: 'sendMessage', chatId: agency.chatId, when: 'after' });
  await never.ring();
  const stateOf = async () =>
    (await system.pool.query('select state from telegram_messages where call_id = $1', [never.callId])).rows[0]?.state;
  await waitFor('what can not be known', async () => (await stateOf()) === 'unclear');
  expect([lost, never].map(({ phone }) => messagesOf(agency.chat, phone).length)).toEqual([1, 1]);
});

it.concurrent('goes on in a new chat while Telegram holds the old one', async () => {
  const agency = await agencyWithChat(system, telegram);
  const now = `${agency.chatId}7`;
  const chat = telegram.chats.add(now, {});
  const [old, call] = [newCall(agency), newCall(agency)];
  await old.ring();
  await says(agency.chat, old.phone, 'звонит');
  telegram.faults.add({ kind: '429', chatId: agency.chatId, retryAfter: 3_600 });
  await old.answer();
  await waitFor('the 429', () => requestsTo(agency.chatId).find(({ how }) => how === 'fault'));
  await agency.settings({ chat_id: now });
  await call.ring();
  await says(chat, call.phone, 'звонит');
  await call.hangUp();
  await says(chat, call.phone, 'завершён');
});

it.concurrent('looks for no message where another of the sequence stands', async () => {
  const [botId, enterprise] = [String(randomInt(1e9)), `looks-${randomInt(1e9)}`];
  const places = [
    ['17', 101],
    ['-55', 102],
    ['-1001234567890', 103],
  ] as const;
  for (const [chatId, messageId] of places) {
    await system.pool.query(
      `insert into telegram_messages (enterprise_number, call_id, wanted, state, urgency, bot_id, chat_id, message_id)
       values ($1, $2, '', 'told', 2, $3, $2, $4)`,
      [enterprise, chatId, botId, messageId],
    );
  }
  const next = (chatId: string, from: number) => nextUnknownId(system.pool, { botId, chatId, from });
  expect([await next('17', 101), await next('-56', 101), await next('-1001234567890', 101)]).toEqual([103, 103, 101]);
  expect(await next('-1001234567890', 103)).toBe(104);
});

it.concurrent('stops with one alarm where the bot was taken out of the chat; calls go on, and a check that succeeds goes on with it', async () => {
  const agency = await agencyWithChat(system, telegram, { chat: { trouble: 'kicked' } });
  const { number } = agency.enterprise;
  const [first, second] = [newCall(agency), newCall(agency)];
  for (const call of [first, second]) {
    await call.ring();
    await call.hangUp();
    await system.closed(agency.enterprise, call.callId);
  }
  expect(await alarmsOf(number)).toEqual(['telegram-chat-lost']);
  expect(requestsTo(agency.chatId)).toHaveLength(1);
  const check = await checkBy(agency);
  expect(await check()).toMatchObject({
    bot: { code: 'accepted', facts: { username: 'calls_bot' } },
    chat: { code: 'found', facts: { title: 'Звонки', type: 'supergroup' } },
    message: { code: 'kicked', message: expect.stringContaining('kicked') },
  });
  agency.chat.trouble = null;
  expect(await check()).toMatchObject({ message: { state: 'ok', code: 'sent', facts: { is_released: true } } });
  for (const { phone } of [first, second]) await says(agency.chat, phone, 'завершён');
  expect(await alarmsOf(number)).toEqual([]);
  const { rows } = await system.pool.query(
    `select details from admin_audit where action = 'telegram-checked' order by id`,
  );
  expect(rows.map(({ details }) => details.message)).toEqual(['kicked', 'sent']);
  telegram.refusedTokens.add(agency.token);
  expect(await check()).toMatchObject({ bot: { code: 'token-refused' }, chat: { code: 'not-asked' } });
});

it('tells a call once where the worker was killed while its message was on its way', async () => {
  const agency = await agencyWithChat(system, telegram);
  const [first, call] = [newCall(agency), newCall(agency)];
  await first.ring();
  await says(agency.chat, first.phone, 'звонит');
  telegram.faults.add({ kind: 'timeout', method: 'sendMessage', chatId: agency.chatId, when: 'after' });
  await call.ring();
  await waitFor('the message', () => messagesOf(agency.chat, call.phone).length === 1);
  const exited = once(worker.child, 'exit');
  worker.child.kill('SIGKILL');
  await exited;
  worker = await system.startWorker('uon');
  await call.hangUp();
  await says(agency.chat, call.phone, 'завершён', 40_000);
  expect(messagesOf(agency.chat, call.phone)).toHaveLength(1);
}, 60_000);

it('stayed within the limits of Telegram all the while, and its token stands nowhere', async () => {
  expect(telegram.requests.map(({ how }) => how)).toContain('done');
  expect(telegram.requests.filter(({ how }) => how === 'limit')).toEqual([]);
  const stored = await Promise.all(
    ['telegram_messages', 'telegram_chats'].map((table) => system.pool.query(`select * from ${table}`)),
  );
  for (const { rows } of stored) expect(rows).not.toEqual([]);
  for (const text of [system.output(), JSON.stringify(stored.map(({ rows }) => rows))])
    expect(text).not.toContain('AAtestTOKEN');
});

async function alarmsOf(number: string): Promise<string[]> {
  const { rows } = await system.pool.query<{ kind: string }>(
    `select kind from alarms where account = $1 and cleared_at is null`,
    [`enterprise ${number}`],
  );
  return rows.map(({ kind }) => kind);
}

async function checkBy(agency: Agency): Promise<() => Promise<unknown>> {
  const who = await administratorOf(agency);
  return async () =>
    (await who.ask('POST', `/api/admin/enterprises/${agency.enterprise.number}/telegram/check`)).json();
}

async function administratorOf({ enterprise: { number } }: Agency): Promise<Visitor> {
  const email = `${number}@example.com`;
  await addUser(system.pool, email, { role: 'administrator', enterprises: [number] });
  return loggedIn(system.url, email);
}
