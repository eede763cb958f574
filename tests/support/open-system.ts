import { randomUUID } from 'node:crypto';
import { createPool } from '../../db/pool.ts';
import { startUonSimulator, type UonSimulator } from '../../simulators/uon/server.ts';
import type { AccountSeed } from '../../simulators/uon/account-seed.ts';
import type pg from 'pg';
import type { TestTemporal } from '../harness/temporal.ts';
import { MANAGERS, STATUSES } from './account.ts';
import { applyEnterprise, type StoreEnvironment } from './enterprises.ts';
import { startProcess, type OwnProcess } from './own-process.ts';
import { waitFor } from './wait-for.ts';

export const SERVICE_TOKEN = 'service-token-of-the-tests';
export const SECRETS_KEY = 'secrets-key-of-the-tests';

/** The whole product as separate processes, before a simulated U-ON. */
export interface System {
  readonly url: string;
  readonly uon: UonSimulator;
  readonly pool: pg.Pool;
  readonly temporal: TestTemporal;
  /** One more worker process, with more in its environment. */
  startWorker(queue: 'calls' | 'uon', more?: Record<string, string>): Promise<OwnProcess>;
  /** Stores an enterprise with an account of its own; returns its keys. */
  enterprise(options?: EnterpriseOptions): Promise<TestEnterprise>;
  /** Posts one PBX event. */
  post(enterprise: TestEnterprise, event: string, body: Record<string, unknown>): Promise<Response>;
  /** The journal as the API shows it; null while there is none. */
  journal(enterprise: TestEnterprise, callId: string): Promise<Journal | null>;
  /** Waits until the call has done what it owes and closed; gives back its journal. */
  closed(enterprise: TestEnterprise, callId: string, ms?: number): Promise<Journal>;
  /** Everything that the processes wrote so far. */
  output(): string;
  /** What the API and the first workers, in their order, answer Prometheus. */
  scrape(): Promise<{ readonly api: string; readonly workers: readonly string[] }>;
  /** What the processes were started with. */
  readonly env: Readonly<Record<string, string>> & StoreEnvironment;
  stop(): Promise<void>;
}

export interface EnterpriseOptions {
  readonly seed?: AccountSeed;
  readonly uon?: Record<string, unknown>;
  readonly smart?: Record<string, unknown>;
  readonly lines?: unknown[];
  readonly telegram?: Record<string, unknown>;
}

export interface TestEnterprise {
  readonly number: string;
  readonly token: string;
  readonly apiKey: string;
}

export interface Journal {
  readonly status: string;
  readonly direction: string;
  readonly answered: boolean;
  readonly manager_id: string | null;
  readonly extension: string | null;
  readonly client_id: string | null;
  readonly lead_id: string | null;
  readonly duration: number | null;
  readonly steps: readonly { name: string; at: string; status: string; error?: string }[];
}

export interface SystemPlace {
  readonly databaseUrl: string;
  readonly temporal: TestTemporal;
  /** The workers to begin with; one of each where nothing is said. */
  readonly workers?: readonly ('calls' | 'uon')[];
  readonly logLevel?: string;
  /** More of the environment. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Starts API and workers on a migrated database and a prepared namespace. */
export async function openSystem({
  databaseUrl,
  temporal,
  workers = ['calls', 'uon'],
  logLevel = 'warn',
  more: moreOfAll = {},
}: SystemPlace): Promise<System> {
  const uon = await startUonSimulator({ accounts: {} });
  const env = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    UON_URL: uon.url,
    SECRETS_KEY,
    SERVICE_TOKEN,
    LOG_LEVEL: logLevel,
    METRICS_PORT: '0',
    // Nothing listens there: no test writes to anybody's chat.
    TELEGRAM_URL: 'http://127.0.0.1:9',
    ...moreOfAll,
  };
  const processes: OwnProcess[] = [];
  const pool = createPool(databaseUrl, { max: 4 });
  const stop = async () => {
    await Promise.all(processes.map((one) => one.stop()));
    // What the processes had to say, for whoever looks for the cause of a red test.
    if (process.env['SHOW_LOGS']) for (const one of processes) process.stderr.write(one.output());
    await uon.close();
    await pool.end();
  };
  const startWorker: System['startWorker'] = (queue, more = {}) =>
    startProcess(['workers/worker.ts', queue], { ...env, ...more }, processes);
  try {
    const [api, ...started] = await Promise.all([
      startProcess(['workers/api.ts'], { ...env, PORT: '0' }, processes),
      ...workers.map((queue) => startWorker(queue)),
    ]);
    const url = api.url ?? '';
    const output = () => processes.map((one) => one.output()).join('\n');
    const scrape = async () => ({ api: await textOf(api), workers: await Promise.all(started.map(textOf)) });
    return { url, uon, pool, temporal, startWorker, output, scrape, env, stop, ...questions(url, uon, pool, env) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function textOf({ url }: OwnProcess): Promise<string> {
  return url === undefined ? '' : (await fetch(`${url}/metrics`)).text();
}

function questions(
  url: string,
  uon: UonSimulator,
  pool: pg.Pool,
  env: { DATABASE_URL: string; SECRETS_KEY: string; UON_URL: string },
) {
  const journal: System['journal'] = async (enterprise, callId) => {
    const path = `/internal/calls/${enterprise.number}/${encodeURIComponent(callId)}`;
    const answer = await fetch(url + path, { headers: { Authorization: `Bearer ${SERVICE_TOKEN}` } });
    return answer.status === 404 ? null : ((await answer.json()) as Journal);
  };
  return {
    journal,
    enterprise: async (options: EnterpriseOptions = {}): Promise<TestEnterprise> => {
      const id = randomUUID().slice(0, 8);
      const enterprise = { number: `e${id}`, token: `pbx-token-${id}`, apiKey: `key-${id}` };
      uon.setAccount(enterprise.apiKey, { managers: MANAGERS, statuses: STATUSES, ...options.seed });
      await applyEnterprise(env, enterprise, options);
      return enterprise;
    },
    post: (enterprise: TestEnterprise, event: string, body: Record<string, unknown>) =>
      fetch(`${url}/api/callevent/${event}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Token: enterprise.token },
        body: JSON.stringify(body),
      }),
    closed: (enterprise: TestEnterprise, callId: string, ms = 60_000) =>
      waitFor(
        `call ${callId} to close`,
        async () => {
          const closed = 'select 1 from calls where enterprise_number = $1 and call_id = $2 and closed_at is not null';
          const { rowCount } = await pool.query(closed, [enterprise.number, callId]);
          return rowCount === 1 && journal(enterprise, callId);
        },
        ms,
      ),
  };
}
