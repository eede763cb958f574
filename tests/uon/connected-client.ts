import type pg from 'pg';

import { createSlotGrants } from '../../db/limiter.ts';
import { createPool } from '../../db/pool.ts';
import { startUonSimulator, type UonSimulator } from '../../simulators/uon/server.ts';
import { createUonClient, type UonClient } from '../../uon/client.ts';
import { createLimiter } from '../../uon/limiter.ts';
import type { TransportOptions } from '../../uon/transport.ts';
import { createTestDatabase } from '../harness/database.ts';

export interface ConnectedClient {
  client: UonClient;
  /** Without accounts, and without a limit of its own: tests use many windows for one key. */
  simulator: UonSimulator;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** The real client with the real limiter, before the simulator. */
export async function connectClient(options: Omit<TransportOptions, 'limiter'> = {}): Promise<ConnectedClient> {
  const database = await createTestDatabase();
  const pool = createPool(database.url, { max: 4 });
  const simulator = await startUonSimulator({ accounts: {}, limitPerSecond: 1000 });
  const client = createUonClient({ limiter: createLimiter({ grants: createSlotGrants(pool) }), ...options });
  return {
    client,
    simulator,
    pool,
    close: async () => {
      client.close();
      await simulator.close();
      await pool.end();
      await database.drop();
    },
  };
}
