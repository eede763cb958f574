import { json, Router } from 'express';
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import type { Account } from './account.ts';
import { createAccount } from './account.ts';
import { accountSeedsSchema } from './account-seed.ts';
import { faultSchema } from './faults.ts';
import type { Faults } from './faults.ts';
import { byHandRoutes } from './by-hand.ts';
import type { RequestLog } from './request-log.ts';
import type { WebhookSender } from './webhook-sender.ts';

interface Controlled {
  accounts: Map<string, Account>;
  log: RequestLog;
  faults: Faults;
  webhooks: WebhookSender;
}

/** `/_sim/*`: looking in and setting faults from another process. It asks for no password: loopback only. */
export function controlRoutes({ accounts, log, faults, webhooks }: Controlled): Router {
  const router = Router();
  router.use(json({ limit: '20mb' }));

  router.get('/state', (request, response) => {
    const { key } = z.object({ key: z.string().optional() }).parse(request.query);
    response.json(key === undefined ? Object.fromEntries(accounts) : (accounts.get(key) ?? null));
  });

  router.get('/requests', (request, response) => {
    const { after } = z.object({ after: z.coerce.number().default(0) }).parse(request.query);
    response.json(log.requests.filter((received) => received.seq > after));
  });
  router.get('/webhooks', (request, response) => {
    const { after } = z.object({ after: z.coerce.number().default(0) }).parse(request.query);
    response.json(webhooks.sent.filter(({ seq }) => seq > after));
  });
  router.use(byHandRoutes(accounts, webhooks));
  router.delete('/requests', (_request, response) => {
    log.requests.length = 0;
    response.json({ ok: true });
  });

  router.get('/faults', (_request, response) => void response.json(faults.list()));
  router.post('/faults', (request, response) => {
    response.status(201).json({ id: faults.add(faultSchema.parse(request.body)) });
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.json({ ok: true });
  });
  router.delete('/faults/:id', (request, response) => {
    response.status(faults.remove(request.params.id) ? 200 : 404).json({ ok: true });
  });

  router.post('/accounts', (request, response) => {
    const seeds = Object.entries(accountSeedsSchema.parse(request.body));
    for (const [key, seed] of seeds) accounts.set(key, createAccount(seed));
    response.status(201).json({ accounts: seeds.length });
  });

  router.use(((error, _request, response, next) => {
    if (!(error instanceof z.ZodError)) return next(error);
    response.status(422).json({ error: z.prettifyError(error) });
  }) satisfies ErrorRequestHandler);
  return router;
}
