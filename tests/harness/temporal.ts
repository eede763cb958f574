import pg from 'pg';
import { inject } from 'vitest';

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
    const next = Number(rows[0]?.next);
    if (next >= namespaces) throw new Error(`More than ${namespaces} suites ask for a namespace; raise NAMESPACES`);
    return { address: temporalAddress, namespace: `test-${next}` };
  } finally {
    await client.end();
  }
}
