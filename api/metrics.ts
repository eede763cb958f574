import { Router } from 'express';

export interface MetricsDeps {
  /** All metrics as Prometheus reads them. */
  readonly render: () => Promise<string>;
  readonly contentType: string;
}

/** `GET /metrics`: no personal data in it, and no token asked for; a proxy keeps it from the outside. */
export function metricsRouter({ render, contentType }: MetricsDeps): Router {
  const router = Router();
  router.get('/metrics', async (_request, response) => {
    response.set('Content-Type', contentType).send(await render());
  });
  return router;
}
