import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { msNumberToTs, tsToMs } from '@temporalio/common/lib/time.js';
import type { SetupStep } from './setup-step.ts';

const HOUR_MS = 3_600_000;
/** As gRPC numbers its statuses. */
const NOT_FOUND = 5;

/** Makes the namespace where there is none. Of one that is there nothing is changed, its retention neither. */
export async function ensureNamespace(
  connection: Connection,
  namespace: string,
  retentionHours: number,
): Promise<SetupStep> {
  const there = await retentionOf(connection, namespace);
  if (there !== undefined) return { changed: false, text: `namespace ${namespace}: there, ${kept(there)}` };
  await connection.workflowService.registerNamespace({
    namespace,
    description: 'Telephone calls of travel agencies (uon-telephony)',
    workflowExecutionRetentionPeriod: msNumberToTs(retentionHours * HOUR_MS),
  });
  return { changed: true, text: `namespace ${namespace}: made, ${kept(retentionHours)}` };
}

/** How long a closed call's history is kept, in hours; undefined where there is no such namespace. */
async function retentionOf(connection: Connection, namespace: string): Promise<number | undefined> {
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    return tsToMs(config?.workflowExecutionRetentionTtl) / HOUR_MS;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** The server's services learn of a new namespace within seconds; until then they say that there is none. */
export function isNotFound(error: unknown): boolean {
  if (!isGrpcServiceError(error)) return false;
  const code: number = error.code;
  return code === NOT_FOUND;
}

function kept(hours: number): string {
  return `the histories of closed calls are kept for ${Number(hours.toFixed(2))} h`;
}
