import pg from 'pg';
import { inject } from 'vitest';

import { prepareTemporal } from '../../workers/temporal-setup/prepare-temporal.ts';

export interface TestTemporal {
  address: string;
  /** Used by nobody else: task queues and workflow ids need no prefix. Has the product's search attributes. */
  namespace: string;
}

/** The run's Temporal server, with a namespace of the suite's own. */
export async function testTemporal(): Promise<TestTemporal> {
  const { databaseUrl, temporalAddress, namespaces } = inject('services');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ next: string }>("SELECT nextval('test_namespaces') AS next");
    const namespace = namespaces[Number(rows[0]?.next)];
    if (!namespace) throw new Error(`More than ${namespaces.length} suites ask for a namespace; raise NAMESPACES`);
    await prepareTemporal({ address: temporalAddress }, { namespace });
    return { address: temporalAddress, namespace };
  } finally {
    await client.end();
  }
}
