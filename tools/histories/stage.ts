import type { Client } from '@temporalio/client';
import type { AccountSeed } from '../../simulators/uon/account-seed.ts';
import type { FaultOptions } from '../../simulators/uon/faults.ts';
import { newCallId, newPhone, type ScriptedEvent } from '../../tests/support/call-script.ts';
import type { Journal, System, TestEnterprise } from '../../tests/support/open-system.ts';
import { applyEnterprise } from '../../tests/support/enterprises.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { callWorkflowId } from '../../workflows/names.ts';

/** What a scene plays on: an agency of its own, a call and its phone. */
export interface Stage {
  readonly system: System;
  readonly temporal: Client;
  readonly enterprise: TestEnterprise;
  readonly callId: string;
  /** Digits alone, as a PBX writes it. */
  readonly phone: string;
  play(events: readonly ScriptedEvent[]): Promise<void>;
  /** Has U-ON fail this account's requests; gives back how to end that. */
  fault(options: Omit<FaultOptions, 'apiKey'>): () => void;
  /** Has the agency's file applied again, as whoever mends a key does, or with other settings under `uon`. */
  applyAgain(uon?: Record<string, unknown>): Promise<void>;
  /** Keeps everybody from a table of ours until what comes back is called. */
  holdUp(table: string): Promise<() => Promise<void>>;
  /** Waits until a local activity of the call has failed. */
  failedLocally(activity: string): Promise<void>;
  /** Waits until U-ON was asked this so often. */
  asked(route: string, times?: number): Promise<void>;
  /** Waits for a line of the call's journal: its name, a blank, its status. */
  noted(line: string): Promise<void>;
  /** Waits until the call has asked the number's creator so often. */
  asksNumber(times: number): Promise<void>;
  closed(callId?: string): Promise<Journal>;
}

export interface Setting {
  /** The settings under `uon`. */
  readonly uon?: Record<string, unknown>;
  readonly lines?: unknown[];
  /** The settings under `telegram`. */
  readonly telegram?: Record<string, unknown>;
  /** The settings under `smart`. */
  readonly smart?: Record<string, unknown>;
  /** What U-ON has under the caller's number. */
  readonly seed?: (phone: string) => AccountSeed;
}

const LONGEST_MS = 150_000;

/** Makes an agency for a scene. */
export async function openStage(system: System, temporal: Client, setting: Setting): Promise<Stage> {
  const { uon, lines, telegram, smart, seed } = setting;
  const [callId, phone] = [newCallId(), newPhone()];
  const options = {
    ...(uon && { uon }),
    ...(lines && { lines }),
    ...(telegram && { telegram }),
    ...(smart && { smart }),
  };
  const enterprise = await system.enterprise({ ...options, ...(seed && { seed: seed(phone) }) });
  const { apiKey } = enterprise;
  return {
    system,
    temporal,
    enterprise,
    callId,
    phone,
    async play(events) {
      for (const { event, body } of events) {
        const { status } = await system.post(enterprise, event, body);
        if (status !== 202) throw new Error(`${event} was answered with ${status}`);
      }
    },
    fault(options) {
      const id = system.uon.faults.add({ ...options, apiKey });
      return () => void system.uon.faults.remove(id);
    },
    applyAgain: (changed) => applyEnterprise(system.env, enterprise, changed ? { uon: changed } : options),
    async holdUp(table) {
      const holder = await system.pool.connect();
      await holder.query(`begin; lock table ${table} in access exclusive mode`);
      return async () => {
        await holder.query('rollback');
        holder.release();
      };
    },
    async failedLocally(activity) {
      const handle = temporal.workflow.getHandle(callWorkflowId(enterprise.number, callId));
      const hasFailed = async () => {
        const { events } = await handle.fetchHistory();
        return (events ?? []).some(({ markerRecordedEventAttributes: marker }) => {
          const about = marker?.details?.['data']?.payloads?.[0]?.data;
          return marker?.failure && about && Buffer.from(about).toString().includes(`"${activity}"`);
        });
      };
      await waitFor(`the failure of ${activity}`, hasFailed, LONGEST_MS);
    },
    async asked(route, times = 1) {
      const isIt = (one: { apiKey: string; route: string }) => one.apiKey === apiKey && one.route === route;
      await waitFor(`${route}, ${times} times`, () => system.uon.requests.filter(isIt).length >= times, LONGEST_MS);
    },
    async noted(line) {
      const isThere = async () => linesOf(await system.journal(enterprise, callId)).includes(line);
      await waitFor(`"${line}" in the journal`, isThere, LONGEST_MS);
    },
    async asksNumber(times) {
      const handle = temporal.workflow.getHandle(callWorkflowId(enterprise.number, callId));
      const asked = async () => {
        const { events } = await handle.fetchHistory();
        const name = (event: {
          activityTaskScheduledEventAttributes?: { activityType?: { name?: string | null } | null } | null;
        }) => event.activityTaskScheduledEventAttributes?.activityType?.name;
        return (events ?? []).filter((event) => name(event) === 'askNumber').length >= times;
      };
      await waitFor(`the number being asked ${times} times`, asked, LONGEST_MS);
    },
    closed: (id = callId) => system.closed(enterprise, id, LONGEST_MS),
  };
}

/** The steps of a journal as lines: name, a blank, status. */
export function linesOf(journal: Journal | null): string[] {
  return (journal?.steps ?? []).map(({ name, status }) => `${name} ${status}`);
}
