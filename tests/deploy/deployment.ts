import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { callWorkflowId } from '../../workflows/names.ts';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import type { OwnProcess } from '../support/own-process.ts';
import type { System, TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const execute = promisify(execFile);

/** A call that rings: unknown caller, client and lead made, both managers shown a popup. */
export interface OpenCall {
  readonly callId: string;
  /** Answers it and hangs up; what came of it in U-ON once it closed. */
  end(): Promise<Outcome>;
}

export interface Outcome {
  readonly answered: boolean;
  readonly clients: readonly unknown[];
  readonly leads: readonly unknown[];
  readonly records: number;
  readonly popups: number;
}

/** All effects of such a call, each once. */
export const ALL_DONE_ONCE: Outcome = { answered: true, clients: [2], leads: [2], records: 1, popups: 2 };

export async function openCall(system: System, enterprise: TestEnterprise, phone = newPhone()): Promise<OpenCall> {
  const account = system.uon.account(enterprise.apiKey);
  const callId = newCallId();
  const [start, dial, bridge, hangup] = answeredCall({ callId, phone });
  const shownBefore = account.notifications.length;
  const post = async (event: typeof start) => {
    const { status } = await system.post(enterprise, event.event, event.body);
    if (status !== 202) throw new Error(`${event.event}: ${status}`);
  };
  await post(start);
  await post(dial);
  await waitFor('the popups', () => account.notifications.length === shownBefore + 2);
  await waitFor('the lead', () => account.leads.some(({ client_id }) => clientsOf(client_id).length > 0));
  function clientsOf(id?: unknown) {
    return account.clients.filter(({ u_id, u_phone }) => u_phone.includes(phone) && (id === undefined || u_id === id));
  }
  return {
    callId,
    end: async () => {
      await post(bridge);
      await post(hangup);
      const { answered } = await system.closed(enterprise, callId);
      return {
        answered,
        clients: clientsOf().map(({ manager_id }) => manager_id),
        leads: account.leads.flatMap(({ client_id, manager_id }) => (clientsOf(client_id).length ? [manager_id] : [])),
        records: account.callRecords.filter((record) => record.phone === phone).length,
        popups: account.notifications.length - shownBefore,
      };
    },
  };
}

/** The workers of a system by version, and what they did. */
export interface Deployment {
  /** Both workers of a version. */
  start(buildId: string, more?: Record<string, string>): Promise<void>;
  /** SIGTERM for both; their exit codes. */
  stop(buildId: string): Promise<(number | null)[]>;
  /** `npm run versions -- ...`; what it prints. */
  versions(...args: string[]): Promise<string>;
  /** Who had the tasks of a call, workflow and activities, in order and without repeats in a row. */
  served(enterprise: TestEnterprise, callId: string): Promise<string[]>;
}

export function deploymentOf(system: System): Deployment {
  const started: { readonly buildId: string; readonly worker: OwnProcess }[] = [];
  const env = {
    ...process.env,
    TEMPORAL_ADDRESS: system.temporal.address,
    TEMPORAL_NAMESPACE: system.temporal.namespace,
  };
  const versionOf = (identity: string | null | undefined) =>
    started.find(({ worker }) => identity?.startsWith(`${worker.child.pid}@`))?.buildId;
  return {
    async start(buildId, more = {}) {
      const both = (['calls', 'uon'] as const).map((queue) =>
        system.startWorker(queue, { ...(buildId && { BUILD_ID: buildId }), ...more }),
      );
      for (const worker of await Promise.all(both)) started.push({ buildId, worker });
    },
    stop: (buildId) =>
      Promise.all(
        started
          .filter((one) => one.buildId === buildId)
          .map(async ({ worker }) => {
            await worker.stop();
            return worker.child.exitCode;
          }),
      ),
    async versions(...args) {
      const { stdout } = await execute(process.execPath, ['tools/versions.ts', ...args], { env });
      return stdout.trimEnd();
    },
    async served(enterprise, callId) {
      const connection = await Connection.connect({ address: system.temporal.address });
      try {
        const client = new Client({ connection, namespace: system.temporal.namespace });
        const { events } = await client.workflow.getHandle(callWorkflowId(enterprise.number, callId)).fetchHistory();
        const identities = (events ?? []).flatMap(
          ({ workflowTaskCompletedEventAttributes: step, activityTaskStartedEventAttributes: activity }) =>
            step || activity ? [(step ?? activity)?.identity] : [],
        );
        return identities
          .map((identity) => versionOf(identity) ?? 'nobody')
          .filter((one, i, all) => one !== all[i - 1]);
      } finally {
        await connection.close();
      }
    },
  };
}
