import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import express, { type Express, type Request, type Response } from 'express';
import { METHODS, refused, type Answer } from './bot-api.ts';
import { createChats, type Chats, type ChatSeed } from './chats.ts';
import { controlRoutes } from './control.ts';
import { createTelegramFaults, type TelegramFault, type TelegramFaults } from './faults.ts';
import { createLimits } from './limits.ts';
import { chatsPage } from './page.ts';
import type { ReceivedTelegram } from './received.ts';

export interface TelegramSimulatorOptions {
  /** 0 or absent: a free one. */
  readonly port?: number;
  readonly host?: string;
  /** By id. */
  readonly chats?: Readonly<Record<string, ChatSeed>>;
  /** Shortens the windows of all limits. */
  readonly limitScale?: number;
  /** How long every answer takes. */
  readonly latencyMs?: number;
}

export interface TelegramSimulator {
  readonly url: string;
  readonly chats: Chats;
  readonly faults: TelegramFaults;
  readonly requests: ReceivedTelegram[];
  /** Tokens that are nobody's. */
  readonly refusedTokens: Set<string>;
  close(): Promise<void>;
}

/** Starts a stand-in of Telegram's Bot API that keeps what it got. See simulators/README.md for what it leaves out. */
export async function startTelegramSimulator(options: TelegramSimulatorOptions = {}): Promise<TelegramSimulator> {
  const chats = createChats();
  for (const [id, seed] of Object.entries(options.chats ?? {})) chats.add(id, seed);
  const faults = createTelegramFaults();
  const requests: ReceivedTelegram[] = [];
  const refusedTokens = new Set<string>();
  const server = createServer(buildApp({ chats, faults, requests, refusedTokens }, options));
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The simulator listens on no port');
  const url = `http://${options.host ?? '127.0.0.1'}:${address.port}`;
  return { url, chats, faults, requests, refusedTokens, close: () => close(server) };
}

type Inside = Pick<TelegramSimulator, 'chats' | 'faults' | 'requests' | 'refusedTokens'>;

function buildApp(inside: Inside, { limitScale = 1, latencyMs = 1 }: TelegramSimulatorOptions): Express {
  const { chats, faults, requests, refusedTokens } = inside;
  const limits = createLimits(limitScale);
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.get('/', (_request, response) => void response.type('html').send(chatsPage(chats)));
  app.use('/_sim', controlRoutes(inside));
  app.use(express.json({ limit: '1mb' }));
  app.all('/bot:token/:method', async (request, response) => {
    const { token, method } = request.params;
    const run = METHODS[method];
    const { chatId, text } = toldIn(request.body);
    const received: ReceivedTelegram = {
      ...{ seq: requests.length + 1, at: Date.now(), token, method, chatId, text, status: 0, how: 'done' },
    };
    requests.push(received);
    if (!run) return give(response, received, NOT_FOUND);
    if (refusedTokens.has(token)) return give(response, received, UNAUTHORIZED);
    const fault = faults.take({ method, chatId });
    if (fault?.when === 'before' && (await strike(fault, received, request, response))) return;
    const isLimited = method === 'sendMessage' || method === 'editMessageText';
    const retryAfter = isLimited ? limits.take(chatId, Date.now()) : 0;
    if (retryAfter > 0) return give(response, received, tooMany(retryAfter), 'limit');
    const answer = run(chats, request.body);
    if (fault?.when === 'after' && (await strike(fault, received, request, response))) return;
    await delay(latencyMs);
    give(response, received, answer);
  });
  app.use((_request, response) => void response.status(404).json(NOT_FOUND));
  return app;
}

const NOT_FOUND = refused(404, 'Not Found');
const UNAUTHORIZED = refused(401, 'Unauthorized');

const told = z.object({ chat_id: z.union([z.string(), z.number()]).optional(), text: z.string().optional() }).catch({});

function toldIn(body: unknown): { chatId: string; text: string | null } {
  const { chat_id: chatId = '', text = null } = told.parse(body);
  return { chatId: String(chatId), text };
}

function tooMany(retry_after: number): Answer {
  const description = `Too Many Requests: retry after ${retry_after}`;
  return { ok: false, error_code: 429, description, parameters: { retry_after } };
}

function give(response: Response, received: ReceivedTelegram, answer: Answer, how?: ReceivedTelegram['how']): void {
  received.status = answer.ok ? 200 : answer.error_code;
  received.how = how ?? (answer.ok ? 'done' : 'refused');
  response.status(received.status).json(answer);
}

/** True where the request got its answer by that, or will never get one. */
async function strike(
  fault: TelegramFault,
  received: ReceivedTelegram,
  request: Request,
  response: Response,
): Promise<boolean> {
  switch (fault.kind) {
    case 'slow':
      await delay(fault.delayMs);
      return false;
    case '429':
      give(response, received, tooMany(fault.retryAfter), 'fault');
      return true;
    case '5xx':
      received.status = 502;
      received.how = 'fault';
      response.status(502).type('html').send('<html><h1>502 Bad Gateway</h1></html>');
      return true;
    case 'reset':
      received.how = 'fault';
      request.socket.destroy();
      return true;
    case 'timeout':
      received.how = 'fault';
      return true;
  }
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
