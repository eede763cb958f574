import { json, Router, type ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { chatSeedSchema, type Chats } from './chats.ts';
import { telegramFaultSchema, type TelegramFaults } from './faults.ts';
import type { ReceivedTelegram } from './received.ts';

interface Controlled {
  readonly chats: Chats;
  readonly faults: TelegramFaults;
  readonly requests: ReceivedTelegram[];
}

/** `/_sim/*`: looking in and setting faults from another process. It asks for no password: loopback only. */
export function controlRoutes({ chats, faults, requests }: Controlled): Router {
  const router = Router();
  router.use(json({ limit: '1mb' }));
  router.get('/state', (_request, response) => void response.json(Object.fromEntries(chats.all)));
  router.get('/requests', (request, response) => {
    const { after } = z.object({ after: z.coerce.number().default(0) }).parse(request.query);
    response.json(requests.filter(({ seq }) => seq > after));
  });
  router.post('/chats/:id', (request, response) => {
    response.status(201).json(chats.add(request.params.id, chatSeedSchema.parse(request.body)));
  });
  router.post('/chats/:id/migrate', (request, response) => {
    const { to } = z.object({ to: z.string() }).parse(request.body);
    response.json(chats.migrate(request.params.id, to));
  });
  router.post('/chats/:id/messages', (request, response) => {
    const { text } = z.object({ text: z.string() }).parse(request.body);
    response.status(201).json(chats.write(chats.of(request.params.id), { text, fromBot: false }));
  });
  router.post('/faults', (request, response) => {
    faults.add(telegramFaultSchema.parse(request.body));
    response.status(201).json({ ok: true });
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.json({ ok: true });
  });
  router.use(((error, _request, response, next) => {
    if (!(error instanceof z.ZodError)) return next(error);
    response.status(422).json({ error: z.prettifyError(error) });
  }) satisfies ErrorRequestHandler);
  return router;
}
