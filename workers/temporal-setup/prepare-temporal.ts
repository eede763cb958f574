import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { TemporalConnectionOptions } from '../temporal-connection.ts';
import { ensureAccountLimit } from './account-limit.ts';
import { ensureNamespace, isNotFound } from './namespace.ts';
import { ensureSearchAttributes, searchAttributeCommands } from './search-attributes.ts';
import { TemporalSetupError, type SetupStep } from './setup-step.ts';

/** How long the histories of closed calls are kept in a namespace that we make: a weekend, and a day to look into it. */
export const RETENTION_HOURS = 72;

/** The services of a server have to learn of a new namespace: each asks every few seconds. */
const NAMESPACE_KNOWN_WITHIN_MS = 60_000;

export interface NamespaceOptions {
  readonly namespace: string;
  /** Of a namespace that has to be made. */
  readonly retentionHours?: number;
}

/**
 * Makes sure that a Temporal server has what our processes need: the namespace, its search attributes, the limit of its
 * task queue. A second time it changes nothing.
 *
 * @throws TemporalSetupError when the server can't be reached, does not let us, or is too old
 */
export async function prepareTemporal(
  options: TemporalConnectionOptions,
  { namespace, retentionHours = RETENTION_HOURS }: NamespaceOptions,
): Promise<SetupStep[]> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ ...options, connectTimeout: 10_000 });
    return [
      await ensureNamespace(connection, namespace, retentionHours),
      await onceKnown(connection, (ready) => ensureSearchAttributes(ready, namespace)),
      await onceKnown(connection, (ready) => ensureAccountLimit(ready, namespace)),
    ];
  } catch (error) {
    throw new TemporalSetupError(explain(error, options.address, namespace));
  } finally {
    await connection?.close();
  }
}

async function onceKnown(connection: Connection, step: (ready: Connection) => Promise<SetupStep>): Promise<SetupStep> {
  const deadline = performance.now() + NAMESPACE_KNOWN_WITHIN_MS;
  for (;;) {
    try {
      return await step(connection);
    } catch (error) {
      if (!isNotFound(error) || performance.now() > deadline) throw error;
      await delay(200);
    }
  }
}

function explain(error: unknown, address: string, namespace: string): string {
  const reason = error instanceof Error ? error.message : String(error);
  return [
    `Temporal at ${address} could not be prepared: ${reason}`,
    `It must be of version 1.29 or newer, let us in, and have namespace ${namespace} with these:`,
    ...searchAttributeCommands(namespace).map((command) => `  ${command}`),
  ].join('\n');
}
