import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';

import { createTestDatabase } from './database.ts';
import { testTemporal } from './temporal.ts';

describe('a database of the suite', async () => {
  const databases = [await createTestDatabase(), await createTestDatabase({ migrated: false })];
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  test('has the migrations done, or none when asked so', async () => {
    const found = await Promise.all(databases.map(({ url }) => migrationsTable(url)));
    expect(found).toEqual(['migrations', null]);
  });
});

async function migrationsTable(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: unknown }>("SELECT to_regclass('migrations')::text AS found");
    return rows[0]?.found;
  } finally {
    await client.end();
  }
}

test('each call for a namespace gives another one, which knows the search attributes of calls', async () => {
  const [first, second] = [await testTemporal(), await testTemporal()];
  expect(first.namespace).not.toBe(second.namespace);
  const connection = await Connection.connect({ address: second.address });
  const client = new Client({ connection, namespace: second.namespace });
  const { customAttributes } = await client.connection.operatorService.listSearchAttributes({
    namespace: second.namespace,
  });
  expect(Object.keys(customAttributes ?? {})).toEqual(
    expect.arrayContaining(['UonEnterprise', 'UonDirection', 'UonCallState', 'UonAnswered']),
  );
  await connection.close();
});
