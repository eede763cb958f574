import { Router } from 'express';

export interface HealthDeps {
  /** Each resolves when the service answers and throws when it does not. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>;
  /** What waits in the inbox; for whoever looks. */
  readonly backlog: () => Promise<{ readonly waiting: number; readonly oldestSeconds: number }>;
}

const CHECK_MS = 2_000;

/** `/livez`: the process answers. `/readyz`: 200 once calls can be taken, else 503 with what is missing. */
export function healthRouter({ checks, backlog }: HealthDeps): Router {
  const router = Router();
  router.get('/livez', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (_request, response) => {
    const states = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await answers(check)] as const),
    );
    const isReady = states.every(([, state]) => state === 'ok');
    response.status(isReady ? 200 : 503).json({
      status: isReady ? 'ready' : 'not ready',
      checks: Object.fromEntries(states),
      ...(isReady ? { inbox: await backlog() } : {}),
    });
  });
  return router;
}

async function answers(check: () => Promise<unknown>): Promise<'ok' | 'no answer'> {
  const timeout = new Promise<'no answer'>((resolve) => void setTimeout(resolve, CHECK_MS, 'no answer').unref());
  const asked = check().then(
    () => 'ok' as const,
    () => 'no answer' as const,
  );
  return Promise.race([asked, timeout]);
}
