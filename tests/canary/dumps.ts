import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import type pg from 'pg';
import { inject } from 'vitest';
import type { System } from '../support/system.ts';

const { History } = proto.temporal.api.history.v1;
const { ListWorkflowExecutionsResponse, DescribeWorkflowExecutionResponse } = proto.temporal.api.workflowservice.v1;

/** What lies somewhere, as bytes, by the name of the place. */
export type Dumps = Map<string, Buffer>;

/** Everything that Temporal gives out of the namespace, undecoded: visibility, histories, what is pending. */
export async function dumpTemporal({ temporal: { address, namespace } }: System): Promise<Dumps> {
  const connection = await Connection.connect({ address });
  const { workflowService } = connection;
  try {
    const list = await workflowService.listWorkflowExecutions({ namespace });
    const dumps: Dumps = new Map([
      ['visibility', Buffer.from(ListWorkflowExecutionsResponse.encode(list).finish())],
      ['visibility as JSON', Buffer.from(JSON.stringify(list))],
    ]);
    for (const { execution } of list.executions ?? []) {
      if (!execution) continue;
      const described = await workflowService.describeWorkflowExecution({ namespace, execution });
      const { history } = await workflowService.getWorkflowExecutionHistory({ namespace, execution });
      dumps.set(
        `state of ${execution.workflowId}`,
        Buffer.from(DescribeWorkflowExecutionResponse.encode(described).finish()),
      );
      dumps.set(`history of ${execution.workflowId}`, Buffer.from(History.encode(history ?? {}).finish()));
    }
    return dumps;
  } finally {
    await connection.close();
  }
}

/** The development server's own database, where the tests have one, and the logs of the servers. */
export async function dumpServerFiles(): Promise<Dumps> {
  const { folder } = inject('services');
  const dumps: Dumps = new Map();
  for (const part of ['temporal', 'logs']) {
    for (const name of await readdir(join(folder, part), { recursive: true }).catch(() => [])) {
      const bytes = await readFile(join(folder, part, name)).catch(() => undefined);
      if (bytes) dumps.set(`${part}/${name}`, bytes);
    }
  }
  return dumps;
}

/** Every table of our database as text. */
export async function dumpTables(pool: pg.Pool): Promise<Dumps> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const dumps = rows.map(async ({ name }): Promise<[string, Buffer]> => {
    const dump = await pool.query<{ text: string | null }>(
      `select string_agg(t::text, e'\n') as text from "${name}" t`,
    );
    return [name, Buffer.from(dump.rows[0]?.text ?? '')];
  });
  return new Map(await Promise.all(dumps));
}
