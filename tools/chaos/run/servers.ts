import { setPriority } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../../db/migrate-database.ts';
import { removeAbandoned } from '../../../tests/harness/abandoned.ts';
import { openServerFolder } from '../../../tests/harness/server-folder.ts';
import { findFreePort, onFreePort } from '../../../workers/local/free-port.ts';
import { startNodeChild } from '../../../workers/local/node-child.ts';
import { prepareLocalPostgres } from '../../../workers/local/postgres.ts';
import type { ProcessLedger } from '../../../workers/local/processes.ts';
import type { Note, Progress } from '../../../workers/local/progress.ts';
import { VICTIMS } from '../plan/kills.ts';
import { startBalancer, type Balancer } from './balancer.ts';
import { keep, type Kept } from './keeper.ts';
import { keepDevelopmentServer, keepRealServer } from './temporal-host.ts';
import { createUonRemote, type UonRemote } from './uon-remote.ts';

export const NAMESPACE = 'chaos';
export const SERVICE_TOKEN = 'service-token-of-the-chaos';

type Environment = Record<string, string | undefined>;

export interface ProcessEnv extends Record<string, string> {
  DATABASE_URL: string;
  TEMPORAL_ADDRESS: string;
  UON_URL: string;
  SECRETS_KEY: string;
}

/** Everything that runs: the product as separate processes, what it stands on, and the world around it. */
export interface Servers {
  /** Everything of the run, logs included; removed by `stop`. */
  readonly folder: string;
  readonly env: ProcessEnv;
  readonly url: string;
  readonly uon: UonRemote;
  /** What may be killed, by name. */
  readonly kept: ReadonlyMap<string, Kept>;
  stop(): Promise<void>;
}

export interface ServersOptions {
  readonly progress: Progress;
  readonly note: (what: string) => void;
  readonly cancel: AbortSignal;
  readonly env: Environment;
  /** The Temporal server of production, on PostgreSQL, instead of the development server. */
  readonly isReal: boolean;
}

/** Starts all of it on free ports, with data in a temporary folder. */
export async function startServers(options: ServersOptions): Promise<Servers> {
  await removeAbandoned();
  const folder = await openServerFolder('chaos-');
  const { ledger } = folder;
  const house = new House(folder.path, ledger, options);
  const stop = async (): Promise<void> => {
    await house.stop();
    await ledger.endAll();
    await folder.remove();
  };
  try {
    return { ...(await house.start()), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The processes in the order in which they are started; they are stopped the other way round. */
class House {
  readonly #folder: string;
  readonly #ledger: ProcessLedger;
  readonly #options: ServersOptions;
  readonly #kept: Kept[] = [];
  #balancer: Balancer | undefined;

  constructor(folder: string, ledger: ProcessLedger, options: ServersOptions) {
    this.#folder = folder;
    this.#ledger = ledger;
    this.#options = options;
  }

  async start(): Promise<Omit<Servers, 'stop'>> {
    const { progress, isReal } = this.#options;
    const databaseUrl = await progress.step('PostgreSQL', () => this.#postgres());
    const temporalAddress = await progress.step(isReal ? 'Temporal server of production' : 'Temporal', (note) =>
      this.#temporal(note),
    );
    const uonUrl = await progress.step('U-ON simulator', () => this.#uon());
    const env = {
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: NAMESPACE,
      UON_URL: uonUrl,
      SECRETS_KEY: 'secrets-key-of-the-chaos',
      SERVICE_TOKEN,
      // Each request to U-ON tells when it left: see departures.ts.
      LOG_LEVEL: 'debug',
    };
    const ports = await progress.step('2 API, 2 worker calls, 2 worker uon', () => this.#product(env));
    this.#balancer = await startBalancer(ports);
    return {
      folder: this.#folder,
      env,
      url: this.#balancer.url,
      uon: createUonRemote(uonUrl),
      kept: new Map(this.#kept.map((kept) => [kept.name, kept])),
    };
  }

  async stop(): Promise<void> {
    await this.#balancer?.close();
    const isOurs = ({ name }: Kept) => name.startsWith('api') || name.startsWith('worker');
    await Promise.all(this.#kept.filter(isOurs).map((kept) => kept.stop(3_000)));
    await Promise.all(this.#kept.filter((kept) => !isOurs(kept)).map((kept) => kept.stop(3_000)));
  }

  async #postgres(): Promise<string> {
    const postgres = await prepareLocalPostgres({ dataDir: this.#folder, ledger: this.#ledger });
    return onFreePort(async (port) => {
      await this.#keep('postgres', (cancel) => postgres.start(port, cancel));
      await migrateDatabase(postgres.url(port));
      return postgres.url(port);
    });
  }

  #temporal(note: Note): Promise<string> {
    const { env, cancel, isReal } = this.#options;
    const host = {
      namespace: NAMESPACE,
      folder: this.#folder,
      ledger: this.#ledger,
      env,
      cancel,
      note,
      keep: (name: string, start: Parameters<typeof keep>[1]) => this.#keep(name, start),
    };
    return isReal ? keepRealServer(host) : keepDevelopmentServer(host);
  }

  async #uon(): Promise<string> {
    const port = await findFreePort();
    await this.#node('uon', 'simulators/uon/main.ts', ['--port', String(port), '--latency', '5'], {});
    return `http://127.0.0.1:${port}`;
  }

  async #product(env: ProcessEnv): Promise<number[]> {
    const ports = await Promise.all(VICTIMS.api.map(() => findFreePort()));
    await Promise.all([
      ...VICTIMS.api.map((name, index) =>
        this.#node(name, 'workers/api.ts', [], { ...env, PORT: String(ports[index]) }),
      ),
      ...VICTIMS.calls.map((name) => this.#node(name, 'workers/worker.ts', ['calls'], env)),
      ...VICTIMS.uon.map((name) => this.#node(name, 'workers/worker.ts', ['uon'], env)),
    ]);
    return ports;
  }

  async #node(name: string, script: string, args: readonly string[], env: Environment): Promise<void> {
    const logFile = join(this.#folder, 'logs', `${name.replaceAll(' ', '-')}.log`);
    await this.#keep(name, async (cancel) => {
      const { child } = await startNodeChild({ name, script, args, env, logFile }, this.#ledger, cancel);
      // U-ON judges by the moment of arrival: on a machine that we keep busy it must not be the one that waits.
      if (name === 'uon') raisePriority(child.pid);
      return child;
    });
  }

  async #keep(name: string, start: Parameters<typeof keep>[1]): Promise<void> {
    this.#kept.push(await keep(name, start, this.#options.note, this.#options.cancel));
  }
}

/** Root alone may; for others arrivals are judged with what lag there is. */
function raisePriority(pid: number): void {
  try {
    setPriority(pid, -10);
  } catch {
    // Not allowed here.
  }
}
