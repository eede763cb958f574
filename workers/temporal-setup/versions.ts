import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { optionalTsToDate } from '@temporalio/common/lib/time.js';
import { setTimeout as delay } from 'node:timers/promises';
import { WORKFLOW } from '../../workflows/names.ts';
import { isNotFound } from './namespace.ts';
import { TemporalSetupError } from './setup-step.ts';

/** All our workers are one deployment: a version is the same code on both task queues. */
export const DEPLOYMENT = 'uon-telephony';

/** A version is known to the server once its workers have asked for work, on the queues that the current one has. */
const KNOWN_WITHIN_MS = 30_000;

export interface Version {
  readonly buildId: string;
  readonly status: (typeof STATUS)[number];
  /** When the server first saw its workers. */
  readonly since: Date | undefined;
  /** Open calls whose last step was this version's; the server knows of a step within seconds. */
  readonly openCalls: number;
}

/** As temporal.api.enums.v1.WorkerDeploymentVersionStatus numbers them. */
const STATUS = ['unknown', 'inactive', 'current', 'ramping', 'draining', 'drained'] as const;

/** The versions that the server has seen workers of, the newest first; none where all workers are without one. */
export async function listVersions(connection: Connection, namespace: string): Promise<Version[]> {
  const info = await deploymentInfo(connection, namespace);
  const openCalls = async (buildId: string): Promise<number> => {
    const query = `WorkflowType = '${WORKFLOW.call}' AND ${openOn(buildId)}`;
    return Number((await connection.workflowService.countWorkflowExecutions({ namespace, query })).count);
  };
  const versions = await Promise.all(
    (info?.versionSummaries ?? []).map(async ({ deploymentVersion, status, createTime }): Promise<Version> => {
      const buildId = deploymentVersion?.buildId ?? '';
      const since = optionalTsToDate(createTime);
      return { buildId, status: STATUS.at(status ?? 0) ?? 'unknown', since, openCalls: await openCalls(buildId) };
    }),
  );
  return versions.toSorted((a, b) => Number(b.since) - Number(a.since));
}

/**
 * Has the server give all work to this version, open calls' too: they go on with it from their next event. Null: to workers
 * without a version. Waits for the version's workers where they are just starting.
 *
 * @throws TemporalSetupError when they don't come
 */
export async function makeCurrent(
  connection: Connection,
  namespace: string,
  buildId: string | null,
): Promise<{ changed: boolean }> {
  const current = (await deploymentInfo(connection, namespace))?.routingConfig?.currentDeploymentVersion?.buildId;
  if ((current || null) === buildId) return { changed: false };
  const deadline = performance.now() + KNOWN_WITHIN_MS;
  for (;;) {
    try {
      await connection.workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName: DEPLOYMENT,
        buildId: buildId ?? '',
        identity: 'uon-telephony',
        // Whoever goes back to workers without a version may start them afterwards.
        ignoreMissingTaskQueues: buildId === null,
      });
      return { changed: true };
    } catch (error) {
      if (!isNotYet(error) || performance.now() > deadline) throw unavailable(buildId, error);
      await delay(250);
    }
  }
}

function openOn(buildId: string): string {
  return `ExecutionStatus = 'Running' AND TemporalWorkerDeploymentVersion = '${DEPLOYMENT}:${buildId}'`;
}

async function deploymentInfo(connection: Connection, namespace: string) {
  try {
    const found = await connection.workflowService.describeWorkerDeployment({ namespace, deploymentName: DEPLOYMENT });
    return found.workerDeploymentInfo ?? undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** FAILED_PRECONDITION: one of the queues has no worker of this version yet. */
function isNotYet(error: unknown): boolean {
  if (isNotFound(error)) return true;
  if (!isGrpcServiceError(error)) return false;
  const code: number = error.code;
  return code === FAILED_PRECONDITION;
}
const FAILED_PRECONDITION = 9;

function unavailable(buildId: string | null, error: unknown): TemporalSetupError {
  const reason = error instanceof Error ? error.message : String(error);
  if (buildId === null || !isNotYet(error))
    return new TemporalSetupError(`The current version can't be set: ${reason}`);
  return new TemporalSetupError(`No workers with BUILD_ID=${buildId} run on both queues, calls and uon (${reason})`);
}
