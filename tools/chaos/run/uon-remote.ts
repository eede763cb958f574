import { z } from 'zod';
import type { AccountSeed } from '../../../simulators/uon/account-seed.ts';
import type { FaultOptions } from '../../../simulators/uon/faults.ts';

const id = z.number();
const idOrNone = id.nullable();

const account = z.object({
  clients: z.array(z.object({ u_id: id, u_phone: z.string(), u_name: z.string(), manager_id: idOrNone })),
  leads: z.array(
    z.object({
      id,
      client_id: id,
      status_id: id,
      manager_id: idOrNone,
      source: z.string(),
      note: z.string(),
    }),
  ),
  callRecords: z.array(
    z.object({
      id,
      phone: z.string(),
      start: z.string(),
      duration: z.number(),
      direction: z.number().nullable(),
      record_link: z.string(),
      manager_id: idOrNone,
      note: z.string(),
    }),
  ),
  notifications: z.array(z.object({ manager_id: id, text: z.string() })),
  actions: z.array(z.object({ r_id: idOrNone, tr_id: idOrNone, text: z.string(), auto: z.boolean() })),
  reminders: z.array(
    z.object({
      text: z.string(),
      r_id: idOrNone,
      tr_id: idOrNone,
      manager_id: idOrNone,
      auto: z.boolean(),
    }),
  ),
  touristMessages: z.array(z.unknown()),
});

const request = z.object({
  seq: z.number(),
  at: z.number(),
  apiKey: z.string(),
  method: z.string(),
  route: z.string(),
  path: z.string(),
  body: z.record(z.string(), z.unknown()),
  status: z.number().nullable(),
  fault: z.string().optional(),
});

/** An account as it stands in U-ON. */
export type AccountState = z.output<typeof account>;
/** A request as it arrived at U-ON. */
export type Arrival = z.output<typeof request>;

/** The simulated U-ON in its own process, by its control routes. */
export interface UonRemote {
  readonly url: string;
  addAccounts(seeds: Readonly<Record<string, AccountSeed>>): Promise<void>;
  addFault(fault: FaultOptions): Promise<string>;
  removeFault(id: string): Promise<void>;
  state(): Promise<Record<string, AccountState>>;
  arrivals(): Promise<readonly Arrival[]>;
}

export function createUonRemote(url: string): UonRemote {
  const ask = async (path: string, method = 'GET', body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}/_sim/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok && answer.status !== 404) throw new Error(`The U-ON simulator answered ${answer.status} to ${path}`);
    return answer.json();
  };
  return {
    url,
    addAccounts: async (seeds) => void (await ask('accounts', 'POST', seeds)),
    addFault: async ({ times, ...fault }) => {
      const body = times === undefined ? fault : { ...fault, times: Number.isFinite(times) ? times : null };
      return z.object({ id: z.string() }).parse(await ask('faults', 'POST', body)).id;
    },
    removeFault: async (faultId) => void (await ask(`faults/${faultId}`, 'DELETE')),
    state: async () => z.record(z.string(), account).parse(await ask('state')),
    arrivals: async () => z.array(request).parse(await ask('requests')),
  };
}
