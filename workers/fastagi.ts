import { createAskCaller } from '../asterisk/fastagi/ask-caller.ts';
import { createFastAgi } from '../asterisk/fastagi/server.ts';
import { readConfig } from '../platform/config.ts';
import { listen } from '../platform/listen.ts';
import { createLogger } from '../platform/log.ts';
import { createRegistry, listenForScrapes } from '../platform/metrics.ts';
import { configOrExit, readEnvironment } from './environment.ts';
import { stopOnSignal, tellReady } from './lifecycle.ts';
import { fastagiMetrics } from './metrics/fastagi-metrics.ts';

/** The process `fastagi`: tells an Asterisk who calls. It needs our API alone, so it may run beside the PBX. */
const config = configOrExit(() => readConfig(readEnvironment()));
const log = createLogger({ name: 'fastagi', level: config.logLevel });
const registry = createRegistry();
const { apiUrl, host } = config.fastagi;
const { server, drain } = createFastAgi({ ask: createAskCaller(apiUrl), log, count: fastagiMetrics(registry) });
const port = await listen(server, config.fastagi.port, host);
const { port: metricsPort, host: metricsHost } = config.metrics;
const scrapes =
  metricsPort === undefined ? null : await listenForScrapes(registry, { port: metricsPort, host: metricsHost });
log.info({ port, host, apiUrl }, 'listening');

stopOnSignal(log, async () => {
  await drain();
  await scrapes?.close();
});
tellReady(`agi://${host}:${port}`);
