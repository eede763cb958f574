import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { choosePort } from './given-ports.ts';
import { untilCancelled } from './cancel.ts';
import type { StartContext } from './context.ts';
import { findFreePort } from './free-port.ts';
import type { HeldPort } from './held-port.ts';
import { startNodeChild, type NodeChildSpec } from './node-child.ts';
import { supervise, type Supervised } from './supervisor.ts';

type Environment = Record<string, string | undefined>;

/** The U-ON simulator; returns its URL, which stays the same when it has to be started again. */
export async function startSimulator(context: StartContext): Promise<string> {
  const port = await findFreePort();
  const args = ['--port', String(port)];
  const simulator = { name: 'U-ON simulator', script: 'simulators/uon/main.ts', args, env: {}, log: 'uon-simulator' };
  await context.progress.step(simulator.name, async () =>
    context.keep([await superviseNode(context, simulator)], 1_500),
  );
  return `http://127.0.0.1:${port}`;
}

export interface StartedProcesses {
  readonly apiUrl: string;
  /** Of each worker, by its name. */
  readonly metricsUrls: Readonly<Record<string, string>>;
}

/** The workers and then the API, on the port held for it; settles once it takes calls. */
export async function startProcesses(
  context: StartContext,
  env: Environment,
  held: HeldPort,
): Promise<StartedProcesses> {
  const { progress, cancel, keep } = context;
  const metricsPorts = { calls: await findFreePort(), uon: await findFreePort() };
  await progress.step('Workers', async () => {
    const workers = Object.entries(metricsPorts).map(([queue, metricsPort]) =>
      superviseNode(context, {
        name: `worker ${queue}`,
        script: 'workers/worker.ts',
        args: [queue],
        env: { ...env, METRICS_PORT: String(metricsPort), METRICS_HOST: '127.0.0.1' },
        log: `worker-${queue}`,
      }),
    );
    const started = await Promise.allSettled(workers);
    keep(
      started.flatMap((worker) => (worker.status === 'fulfilled' ? [worker.value] : [])),
      13_000,
    );
    for (const worker of started) if (worker.status === 'rejected') throw worker.reason;
  });
  const apiUrl = await progress.step('API', async () => {
    const url = await startApi(context, env, held);
    await untilCancelled(waitUntilReady(url), cancel);
    return url;
  });
  const metricsUrl = (port: number): string => `http://127.0.0.1:${port}/metrics`;
  const metricsUrls = { 'worker calls': metricsUrl(metricsPorts.calls), 'worker uon': metricsUrl(metricsPorts.uon) };
  return { apiUrl, metricsUrls };
}

/** The FastAGI server, asking the API there; returns its address for a dialplan. */
export async function startFastAgi(context: StartContext, apiUrl: string): Promise<string> {
  const { host, ...given } = context.config.fastagi;
  const port = await choosePort(given);
  const env = { FASTAGI_PORT: String(port), FASTAGI_HOST: host, FASTAGI_API_URL: apiUrl, METRICS_PORT: '' };
  const fastagi = { name: 'FastAGI', script: 'workers/fastagi.ts', env, log: 'fastagi' };
  await context.progress.step(fastagi.name, async () => context.keep([await superviseNode(context, fastagi)], 4_000));
  return `agi://${host}:${port}/getcustomerdata`;
}

async function startApi(context: StartContext, env: Environment, held: HeldPort): Promise<string> {
  await held.release();
  for (let port = held.port, attempt = 1; ; attempt++) {
    try {
      const api = { name: 'API', script: 'workers/api.ts', env: { ...env, PORT: String(port) }, log: 'api' };
      context.keep([await superviseNode(context, api)], 6_000);
      if (port !== held.port) context.progress.say(`! Port ${held.port} was taken meanwhile: ${NO_CODEC}`);
      return `http://127.0.0.1:${port}`;
    } catch (error) {
      // Another program may have been quicker to take the port.
      const free = await choosePort({ port, portGiven: false });
      if (attempt === 3 || context.config.portGiven || free === port) throw error;
      port = free;
    }
  }
}

const NO_CODEC =
  'until the next start the Temporal Web UI shows payloads encrypted, and the simulator calls nobody back';

/** One of our own entry points, started again when it ends. */
export function superviseNode(
  { dataDir, ledger, progress, cancel }: StartContext,
  { log, ...spec }: Omit<NodeChildSpec, 'logFile'> & { log: string },
): Promise<Supervised> {
  const logFile = join(dataDir, 'logs', `${log}.log`);
  const start = async (signal: AbortSignal) => (await startNodeChild({ ...spec, logFile }, ledger, signal)).child;
  return supervise(spec.name, start, progress.say, cancel);
}

async function waitUntilReady(url: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (answer?.ok) return;
    if (performance.now() > deadline) {
      throw new Error(
        `${url}/readyz says after a minute: ${answer ? `${answer.status} ${await answer.text()}` : 'nothing'}`,
      );
    }
    await delay(200);
  }
}
