import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import express from 'express';
import type { Express } from 'express';
import { createAccount } from './account.ts';
import type { Account } from './account.ts';
import type { AccountSeed } from './account-seed.ts';
import { controlRoutes } from './control.ts';
import { serve, stampArrival } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { createRateWindow } from './rate-window.ts';
import { createRequestLog } from './request-log.ts';
import type { ReceivedRequest } from './request-log.ts';
import { expressPath } from './route.ts';
import { ROUTES } from './routes/all.ts';
import { createWebhookSender, type WebhookSender } from './webhook-sender.ts';

export interface UonSimulatorOptions {
  /** 0 or absent: a free one. */
  port?: number;
  host?: string;
  /** By API key. */
  accounts: Record<string, AccountSeed>;
  /** How long every answer takes. */
  latencyMs?: number;
  /** How long a new client can't be found by phone. */
  indexDelayMs?: number;
  /** Requests of one key that may arrive within any second. */
  limitPerSecond?: number;
  /** How many received requests are kept. */
  keepRequests?: number;
  /** Before a webhook that got a 5xx is sent again; doubled each time. */
  webhookPauseMs?: number;
}

export interface UonSimulator {
  url: string;
  /** In the order of arrival, the newest `keepRequests`. */
  requests: ReceivedRequest[];
  faults: Faults;
  /** Each attempt to deliver a webhook, in the order of their answers. */
  webhooks: WebhookSender['sent'];
  /** The account's live state. @throws Error when there is no such key */
  account: (apiKey: string) => Account;
  /** Adds an account or puts a fresh one in the place of an old one. */
  setAccount: (apiKey: string, seed: AccountSeed) => void;
  /** Stops at once; requests that wait for an answer lose their connection. */
  close: () => Promise<void>;
}

/** Starts a stand-in of U-ON's API that keeps what it got. See simulators/README.md for what it leaves out. */
export async function startUonSimulator(options: UonSimulatorOptions): Promise<UonSimulator> {
  const accounts = new Map(Object.entries(options.accounts).map(([key, seed]) => [key, createAccount(seed)]));
  const log = createRequestLog(options.keepRequests ?? 100_000);
  const faults = createFaults();
  const stop = new AbortController();
  const exchange: Exchange = {
    account: (apiKey) => accounts.get(apiKey),
    log,
    faults,
    window: createRateWindow(options.limitPerSecond ?? 10),
    latencyMs: options.latencyMs ?? 1,
    indexDelayMs: options.indexDelayMs ?? 1000,
    webhooks: createWebhookSender({ firstPauseMs: options.webhookPauseMs ?? 1_000, stopping: stop.signal }),
    stopping: stop.signal,
  };
  const server = createServer(buildApp(exchange, accounts));
  // Longer than any client keeps an idle connection, so that no request meets a closing one.
  server.keepAliveTimeout = 65_000;
  const url = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  return {
    url,
    requests: log.requests,
    faults,
    webhooks: exchange.webhooks.sent,
    account: (apiKey) => {
      const account = accounts.get(apiKey);
      if (account === undefined) throw new Error('The simulator has no account with this key');
      return account;
    },
    setAccount: (apiKey, seed) => void accounts.set(apiKey, createAccount(seed)),
    close: () => {
      stop.abort();
      return close(server);
    },
  };
}

function buildApp(exchange: Exchange, accounts: Map<string, Account>): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(stampArrival);
  app.use(
    '/_sim',
    controlRoutes({ accounts, log: exchange.log, faults: exchange.faults, webhooks: exchange.webhooks }),
  );
  app.use(express.raw({ type: () => true, limit: '5mb' }));
  for (const route of ROUTES) {
    const handle = serve(exchange, route);
    if (route.verb === 'GET') app.get(expressPath(route.path), handle);
    else app.post(expressPath(route.path), handle);
  }
  app.use(serve(exchange));
  return app;
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The simulator listens on no port');
  return `http://${host}:${address.port}`;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
