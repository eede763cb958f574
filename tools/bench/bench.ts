import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { AccountSeed } from '../../simulators/uon/account-seed.ts';
import type { UonSimulator } from '../../simulators/uon/server.ts';
import type { ScriptedEvent } from '../../tests/support/call-script.ts';
import type { Enterprises } from '../../db/enterprises.ts';
import { enterpriseFile } from '../../tests/support/enterprises.ts';
import type { OwnProcess } from '../../tests/support/own-process.ts';

export interface BenchEnv extends Record<string, string> {
  DATABASE_URL: string;
  TEMPORAL_ADDRESS: string;
  TEMPORAL_NAMESPACE: string;
  SECRETS_KEY: string;
  UON_URL: string;
}

/** What is measured, and what it is measured with. */
export interface Bench {
  readonly url: string;
  readonly env: BenchEnv;
  readonly pool: pg.Pool;
  readonly uon: UonSimulator;
  /** How long the simulator takes for an answer: U-ON's own time, which is not ours. */
  readonly uonAnswerMs: number;
  /** The settings, as the processes see them. */
  readonly store: Enterprises;
  readonly temporal: Client;
  /** The worker of calls that all sections share. */
  readonly calls: OwnProcess;
  /** Starts one more process of ours, stopped with all others at the end. */
  start(script: readonly string[], env?: Record<string, string>): Promise<OwnProcess>;
  /** The same with workers of its own, with other settings, in a namespace of their own; without an API. */
  withWorkers(env: Record<string, string>): Promise<Bench & { stop(): Promise<void> }>;
}

export interface BenchEnterprise {
  readonly number: string;
  readonly token: string;
  readonly apiKey: string;
}

/** A line of a table. */
export type Row = Record<string, string | number>;

/** Stores an agency with an account of its own. */
export async function addEnterprise(
  { uon, store }: Bench,
  name: string,
  seed: AccountSeed,
  settings: Record<string, unknown> = {},
): Promise<BenchEnterprise> {
  const enterprise = { number: name, token: `token-${name}`, apiKey: `key-${name}` };
  uon.setAccount(enterprise.apiKey, { managers: [{ u_id: 2 }, { u_id: 4 }], ...seed });
  await store.apply(enterpriseFile(enterprise, { uon: { calls: { late_s: 0, settle_ms: 100 }, ...settings } }));
  return enterprise;
}

/** Posts events one after the other. @throws when one is not accepted */
export async function post(
  { url }: Bench,
  { token }: BenchEnterprise,
  events: readonly ScriptedEvent[],
): Promise<void> {
  for (const { event, body } of events) {
    const send = () =>
      fetch(`${url}/api/callevent/${event}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Token: token },
        body: JSON.stringify(body),
      });
    // A connection that was kept may be closed just now; a PBX sends again what got no answer.
    const answer = await send().catch(send);
    await answer.arrayBuffer();
    if (answer.status !== 202) throw new Error(`${event} was answered with ${answer.status}`);
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
