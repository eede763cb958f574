import { onTestFinished } from 'vitest';
import type { AccountSeed } from './account-seed.ts';
import { demoSeed } from './demo-seed.ts';
import { startUonSimulator } from './server.ts';
import type { UonSimulator, UonSimulatorOptions } from './server.ts';

export const KEY = 'test-key';

export interface Reply {
  status: number;
  body: unknown;
}

export interface TestApi {
  sim: UonSimulator;
  get: (path: string) => Promise<Reply>;
  post: (path: string, fields: Record<string, unknown>) => Promise<Reply>;
  postForm: (path: string, fields: Record<string, string>) => Promise<Reply>;
}

/** A simulator of its own for one test, with no latency and no index delay unless the test asks for them. */
export async function startTestApi(
  options: Omit<UonSimulatorOptions, 'accounts'> & { seed?: AccountSeed } = {},
): Promise<TestApi> {
  const { seed = demoSeed, ...others } = options;
  const sim = await startUonSimulator({ latencyMs: 0, indexDelayMs: 0, accounts: { [KEY]: seed }, ...others });
  onTestFinished(() => sim.close());
  const send = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(`${sim.url}/${KEY}/${path}.json`, init);
    return { status: response.status, body: await response.json() };
  };
  return {
    sim,
    get: (path) => send(path, {}),
    post: (path, fields) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fields),
      }),
    postForm: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}
