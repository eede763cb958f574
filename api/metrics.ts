import { Router } from 'express';
import { z } from 'zod';
import { serve, type Operation } from './openapi/operation.ts';

export interface MetricsDeps {
  /** All metrics as Prometheus reads them. */
  readonly render: () => Promise<string>;
  readonly contentType: string;
}

const readMetrics: Operation = {
  ...{ method: 'get', path: '/metrics', id: 'readMetrics', tag: 'Operation', access: 'anyone' },
  summary: 'What Prometheus reads',
  description: 'No personal data is in it, and no token is asked for: a proxy keeps it from the outside.',
  answers: { 200: { description: 'All metrics of this process', schema: z.string(), type: 'text/plain' } },
};

export const metricsOperations = [readMetrics];

/** `GET /metrics`: no personal data in it, and no token asked for; a proxy keeps it from the outside. */
export function metricsRouter({ render, contentType }: MetricsDeps): Router {
  const router = Router();
  serve(router, readMetrics, async (_request, response) => {
    response.set('Content-Type', contentType).send(await render());
  });
  return router;
}
