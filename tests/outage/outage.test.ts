import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { postEvent } from '../../simulators/pbx/post-event.ts';
import { callWorkflowId } from '../../workflows/names.ts';
import { answeredCall, newCallId, newPhone, type ScriptedEvent } from '../support/call-script.ts';
import { valueOf } from '../support/metric-value.ts';
import { startOwnServers, type OwnServers } from '../support/own-servers.ts';
import { openSystem, type System } from '../support/open-system.ts';
import { connected, postJson, webhooksDone, type Connected } from '../support/webhooks.ts';
import { waitFor } from '../support/wait-for.ts';

const waits = z.object({ waiting: z.number(), oldestSeconds: z.number() }).nullable();
const readiness = z.object({
  status: z.string(),
  checks: z.record(z.string(), z.object({ state: z.string(), since: z.iso.datetime().optional() })),
  inbox: waits,
  webhooks: waits,
});

describe('what stands below is killed and comes back', () => {
  let servers: OwnServers;
  let system: System;
  let agency: Connected;
  const clients = Array.from({ length: 6 }, (_, index) => ({ id: 50 + index, phone: newPhone() }));

  beforeAll(async () => {
    servers = await startOwnServers();
    // In clear, since this reads what the workflows were told.
    const more = { ENCRYPT_HISTORIES: '0' };
    system = await openSystem({ databaseUrl: servers.databaseUrl, temporal: servers.temporal, more });
    const seed = clients.map(({ id, phone }) => ({ u_id: id, u_name: 'Юлия', u_phone: `+${phone}`, manager_id: 2 }));
    agency = await connected(system, { seed: { clients: seed } });
  }, 120_000);
  afterAll(async () => {
    await system.stop();
    await servers.stop();
  });

  const ready = async () => {
    const answer = await fetch(`${system.url}/readyz`);
    return { code: answer.status, ...readiness.parse(await answer.json()) };
  };
  const post = ({ event, body }: ScriptedEvent) => system.post(agency, event, body);
  const callsOf = (from: number, to: number) =>
    clients.slice(from, to).map(({ phone }) => {
      const callId = newCallId();
      return { callId, phone, events: answeredCall({ callId, phone, rung: ['151'] }) };
    });

  /** One record of each call at U-ON, and each of its steps done. */
  async function expectEachOnce(calls: readonly { callId: string }[]): Promise<void> {
    for (const { callId } of calls) expect((await system.closed(agency, callId, 120_000)).answered).toBe(true);
    const records = system.uon.requests.filter(({ route }) => route === 'call_history/create');
    for (const { callId } of calls) {
      expect(records.filter(({ body }) => JSON.stringify(body).includes(callId))).toHaveLength(1);
    }
  }

  it(
    'Temporal: calls are taken meanwhile, seen to wait, and delivered in their order',
    { timeout: 240_000 },
    async () => {
      const [begun, fresh, later] = callsOf(0, 3);
      if (!begun || !fresh || !later) throw new Error('too few clients');
      await post(begun.events[0]);
      await waitFor('the first event to be delivered', async () => (await ready()).inbox?.waiting === 0);
      await servers.temporalServer.kill();
      for (const event of [...begun.events.slice(1), ...fresh.events.slice(0, 2)]) {
        expect((await post(event)).status).toBe(202);
      }
      const away = await waitFor('Temporal to be seen away', async () => {
        const now = await ready();
        return now.status === 'degraded' && now;
      });
      expect(away.code).toBe(200);
      expect(away.checks).toMatchObject({ database: { state: 'ok' }, temporal: { state: 'no answer' } });
      expect(away.inbox?.waiting).toBe(5);
      const { api } = await system.scrape();
      expect(valueOf(api, 'telephony_inbox_waiting_events')).toBe(5);
      expect((await postJson(agency.webhook, { type_id: 5, client_id: 99 })).status).toBe(200);
      expect((await ready()).webhooks).toMatchObject({ waiting: 1, oldestSeconds: expect.any(Number) });
      expect(valueOf((await system.scrape()).api, 'telephony_webhooks_waiting')).toBe(1);
      expect(valueOf(api, 'telephony_dependency_up', { dependency: 'temporal' })).toBe(0);

      await servers.temporalServer.start();
      // Fresh events of a call whose first ones wait still, and a call that begins now.
      for (const event of [...fresh.events.slice(2), ...later.events]) expect((await post(event)).status).toBe(202);
      await expectEachOnce([begun, fresh, later]);
      await webhooksDone(system, agency);
      expect(await ready()).toMatchObject({
        code: 200,
        status: 'ready',
        inbox: { waiting: 0 },
        webhooks: { waiting: 0 },
      });
      for (const { callId } of [begun, fresh, later]) {
        expect(await signalledEvents(callId)).toEqual(['start', 'dial', 'bridge', 'hangup']);
      }
    },
  );

  it(
    'PostgreSQL: no event is taken, each is told so at once, and repeated it has its effects once',
    { timeout: 240_000 },
    async () => {
      const [begun, fresh] = callsOf(3, 5);
      if (!begun || !fresh) throw new Error('too few clients');
      for (const event of begun.events.slice(0, 3)) expect((await post(event)).status).toBe(202);
      await servers.postgres.kill();
      const refusedAt = performance.now();
      const refused = await post(begun.events[3]);
      expect(refused.status).toBe(503);
      expect(performance.now() - refusedAt).toBeLessThan(4_000);
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(refused.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
      expect((await postJson(agency.webhook, { type_id: 5, client_id: 98 })).status).toBe(503);
      expect(await ready()).toMatchObject({ code: 503, status: 'not ready', inbox: null, webhooks: null });

      // As a dialplan does: each until it is taken.
      const sending = [begun.events.slice(3), fresh.events].map(async (events) => {
        for (const { event, body } of events) {
          const pbxEvent = { at: new Date().toISOString(), event, body } as const;
          expect((await postEvent(pbxEvent, { url: system.url, token: agency.token })).accepted).toBe(true);
        }
      });
      await servers.postgres.start();
      await Promise.all(sending);
      await expectEachOnce([begun, fresh]);
      expect(await ready()).toMatchObject({ code: 200, status: 'ready' });
      expect(system.output()).not.toContain(agency.secret);
      // Said once in a while and not for each try.
      const lines = system.output().split('\n');
      expect(lines.filter((line) => /ECONNREFUSED|terminat|not available/.test(line)).length).toBeLessThan(200);
    },
  );

  /** The events that the call's workflow was told, first mentions, in their order. */
  async function signalledEvents(callId: string): Promise<string[]> {
    const connection = await Connection.connect({ address: servers.temporal.address });
    try {
      const client = new Client({ connection, namespace: servers.temporal.namespace });
      const { events } = await client.workflow.getHandle(callWorkflowId(agency.number, callId)).fetchHistory();
      const told = (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
        (signal?.input?.payloads ?? []).flatMap(({ data }) =>
          toldEvents.parse(JSON.parse(Buffer.from(data ?? []).toString())),
        ),
      );
      return [...new Map(told.map(({ inboxId, event }) => [inboxId, event.name])).values()];
    } finally {
      await connection.close();
    }
  }
});

const toldEvents = z.array(z.object({ inboxId: z.number(), event: z.object({ name: z.string() }) }));
