import { expect } from 'vitest';
import { answeredCall, hangupOf, missedCall, newCallId, type ScriptedEvent } from '../support/call-script.ts';
import type { System, TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { NAME, PHONE, TOKEN_OF_FILE, type Canary } from './canary.ts';

/** Calls of every fate: known and unknown, answered and missed, while U-ON fails, with a key that it refuses. */
export async function playCalls({ system, agency, refused }: Canary): Promise<void> {
  const ids = {
    unknown: newCallId(),
    known: newCallId(),
    failing: newCallId(),
    refused: newCallId(),
    lone: newCallId(),
  };
  system.uon.faults.add({ apiKey: refused.apiKey, kind: '403', times: Infinity });
  await post(system, refused, answeredCall({ callId: ids.refused, phone: PHONE.refused }));
  await post(system, agency, answeredCall({ callId: ids.unknown, phone: PHONE.unknown }));
  await system.closed(agency, ids.unknown);
  await post(system, agency, missedCall({ callId: ids.known, phone: PHONE.known }));
  await system.closed(agency, ids.known);
  for (const [route, kind, when] of [
    ['user/phone', '5xx', 'before'],
    ['user/create', '5xx', 'after'],
    ['notification/create', 'reset', 'after'],
    ['call_history/create', '429', 'before'],
    ['lead/create', 'reset', 'before'],
  ] as const)
    system.uon.faults.add({ apiKey: agency.apiKey, route, kind, when, times: 2 });
  await post(system, agency, answeredCall({ callId: ids.failing, phone: PHONE.failing }));
  await post(system, agency, [
    hangupOf({ callId: ids.lone, phone: PHONE.lone }, { CallStatus: '2', Extensions: ['151'] }),
  ]);
  await system.closed(agency, ids.lone);
  await system.closed(agency, ids.failing);
  await waitFor('the refused key', () => system.output().includes('key-refused'));
}

/** What is refused is told so without its values, and leaves no trace. */
export async function sendNonsense({ system, agency, said }: Canary): Promise<void> {
  const start = { UniqueId: newCallId(), Phone: PHONE.misspelt, CallType: 0, Name: NAME.surname };
  const bodies = [
    JSON.stringify({ ...start, CallType: 7 }),
    JSON.stringify({ ...start, Phone: [PHONE.misspelt] }),
    JSON.stringify(start).slice(0, -1),
    JSON.stringify({ ...start, Extra: 'x'.repeat(200_000) }),
  ];
  const url = `${system.url}/api/callevent/start`;
  for (const [body, token] of [...bodies.map((text) => [text, agency.token]), [bodies[0], TOKEN_OF_FILE]]) {
    const headers = { 'Content-Type': 'application/json', Token: token ?? '' };
    const answer = await fetch(url, { method: 'POST', headers, body: body ?? '' });
    expect(answer.ok).toBe(false);
    said.push(await answer.text());
  }
}

async function post(system: System, enterprise: TestEnterprise, events: readonly ScriptedEvent[]): Promise<void> {
  for (const { event, body } of events) expect((await system.post(enterprise, event, body)).status).toBe(202);
}
