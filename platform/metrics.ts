import { createServer } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

import { listen } from './listen.ts';

/** Every metric of ours begins so; those of Node itself begin with `process_` and `nodejs_`. */
export const METRIC_PREFIX = 'telephony_';

/** The metrics of one process, with those that Node tells of itself. Each process makes one and hands it on. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** A gauge that is read at each scrape, NaN where it can't be: a scrape must not fail for one of its lines. */
export function gaugeOnScrape(
  registry: Registry,
  { name, help, read }: { name: string; help: string; read: () => number | Promise<number> },
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await Promise.resolve().then(read).catch(notKnown));
    },
  });
}

function notKnown(): number {
  return Number.NaN;
}

export interface MetricsListener {
  readonly port: number;
  close(): Promise<void>;
}

/** `GET /metrics` on a port of its own, for processes that have no other; port 0 takes a free one. */
export async function listenForScrapes(
  registry: Registry,
  where: { readonly port: number; readonly host: string | undefined },
): Promise<MetricsListener> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const port = await listen(server, where.port, where.host);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
