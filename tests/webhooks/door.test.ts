import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '../support/metric-value.ts';
import { applyEnterprise } from '../support/enterprises.ts';
import { startSystem, type System } from '../support/system.ts';
import { connected, postForm, postJson, webhooksDone, type Connected } from '../support/webhooks.ts';

let system: System;
let agency: Connected;
beforeAll(async () => {
  // One proxy stands before us: what it says of the sender is believed.
  system = await startSystem({ more: { TRUSTED_HOPS: '1' } });
  agency = await connected(system);
});
afterAll(() => system.stop());

const bare = () => `${system.url}/uon/webhook`;
const unknownType = (more: Record<string, unknown> = {}) => ({
  type_id: 999,
  datetime: Date.now() + Math.random(),
  ...more,
});
const stored = async (where = agency) => {
  const sql = 'select count(*)::int as n from webhooks where enterprise_number = $1';
  return (await system.pool.query<{ n: number }>(sql, [where.number])).rows[0]?.n ?? 0;
};

const multipart = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

describe('the door for webhooks', () => {
  it('takes them as JSON, as a form and in the query, and keeps unknown types for the record', async () => {
    const before = await stored();
    const answers = [
      await postJson(agency.webhook, unknownType()),
      await postForm(agency.webhook, `type_id=998&datetime=${Date.now()}&x=%00`),
      await fetch(`${agency.webhook}?type_id=997&datetime=${Date.now()}`),
      await fetch(`${agency.webhook}?type_id=996`, { method: 'POST' }),
      await fetch(agency.webhook, { method: 'POST', body: multipart({ type_id: '995', клиент: '{}' }) }),
      await postJson(bare(), unknownType({ uon_id: agency.accountId })),
      await postJson(bare(), unknownType({ account_id: Number(agency.accountId) })),
    ];
    for (const answer of answers) expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    expect(await stored()).toBe(before + answers.length);
    expect((await webhooksDone(system, agency)).every((outcome) => outcome === null)).toBe(true);
  });

  it.each([
    ['an unknown secret', 401, () => postJson(`${bare()}/no-such-secret`, unknownType())],
    ['another account than the secret names', 403, () => postJson(agency.webhook, unknownType({ uon_id: '1' }))],
    ['an account that is none of ours', 403, () => postJson(bare(), unknownType({ uon_id: '1' }))],
    ['broken JSON', 400, () => postForm(agency.webhook, '{"type_id":')],
    ['a list', 400, () => postJson(agency.webhook, [1])],
    ['JSON that is nested deep', 400, () => postForm(agency.webhook, `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`)],
    [
      'too many fields',
      400,
      () => postForm(agency.webhook, Array.from({ length: 3_000 }, (_, n) => `f${n}=1`).join('&')),
    ],
    ['a body that is too large', 413, () => postForm(agency.webhook, `a=${'x'.repeat(300_000)}`)],
    ['XML', 400, () => postForm(agency.webhook, '<?xml version="1.0"?><a><type_id>3</type_id></a>')],
    ['bytes', 400, () => postForm(agency.webhook, '\u0001\u0002\u0003')],
    ['a form that is not in UTF-8', 400, () => postForm(agency.webhook, 'type_id=3&client[u_surname]=%C8%E2%E0%ED')],
    ['another verb', 404, () => fetch(agency.webhook, { method: 'PUT' })],
  ])('refuses %s', async (_what, status, send) => {
    const before = await stored();
    const answer = await send();
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(await stored()).toBe(before);
  });

  it('hears by the bare path only whom the enterprise lists, as its proxy saw them', async () => {
    const from = (address: string) =>
      fetch(bare(), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
        body: JSON.stringify(unknownType({ uon_id: agency.accountId })),
      });
    expect((await from('203.0.113.7')).status).toBe(403);
    expect((await from('203.0.113.7, 127.0.0.1')).status).toBe(200);
    expect((await from('127.0.0.1, 203.0.113.7')).status).toBe(403);
  });

  it('does nothing for whoever only looks', async () => {
    const before = await stored();
    expect((await fetch(`${agency.webhook}?type_id=994`, { method: 'HEAD' })).status).toBe(405);
    expect(await stored()).toBe(before);
  });

  it('hears nothing for an enterprise that is switched off', async () => {
    const off = await connected(system, { uon: { enabled: false } });
    expect((await postJson(off.webhook, unknownType())).status).toBe(403);
    expect((await postJson(bare(), unknownType({ uon_id: off.accountId }))).status).toBe(403);
    expect(await stored(off)).toBe(0);
  });

  it('takes the old secret for a day after it was replaced', async () => {
    const rotated = await connected(system);
    const replace = (secret: string) =>
      applyEnterprise(system.env, rotated, { uon: { account_id: rotated.accountId, webhook_secret: secret } });
    const [second, third] = [`${rotated.secret}-2`, `${rotated.secret}-3`];
    await replace(second);
    const status = async (secret: string) => (await postJson(`${bare()}/${secret}`, unknownType())).status;
    expect([await status(rotated.secret), await status(second)]).toEqual([200, 200]);
    await system.pool.query(
      `update webhook_secrets set valid_until = clock_timestamp() - interval '1 second'
        where enterprise_number = $1 and valid_until is not null`,
      [rotated.number],
    );
    expect([await status(rotated.secret), await status(second)]).toEqual([401, 200]);
    await replace(third);
    await expect(applyEnterprise(system.env, agency, { uon: { webhook_secret: third } })).rejects.toThrow(
      'webhook_secret: belongs to another enterprise',
    );
  });

  it('answers once a second guess after guess is too many, and goes on hearing those who know', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 150 }, (_, n) => postJson(`${bare()}/guess-${n}`, unknownType())),
    );
    const statuses = new Set(guesses.map(({ status }) => status));
    expect(statuses).toEqual(new Set([401, 429]));
    expect((await postJson(agency.webhook, unknownType())).status).toBe(200);
  });

  it('limits who tries the bare path without being listed, and goes on hearing who is', async () => {
    const from = (address: string) =>
      fetch(bare(), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
        body: JSON.stringify(unknownType({ uon_id: agency.accountId })),
      }).then(({ status }) => status);
    const tries = await Promise.all(Array.from({ length: 200 }, () => from('203.0.113.9')));
    expect(new Set(tries)).toEqual(new Set([403, 429]));
    expect(await from('127.0.0.1')).toBe(200);
  });

  it('counts what it takes and what it refuses', async () => {
    const { api } = await system.scrape();
    expect(valueOf(api, 'telephony_webhooks_accepted_total', { kind: 'other', outcome: 'taken' })).toBeGreaterThan(5);
    expect(valueOf(api, 'telephony_webhooks_refused_total', { status: '401' })).toBeGreaterThan(0);
    expect(valueOf(api, 'telephony_webhooks_refused_total', { status: '403' })).toBeGreaterThan(3);
  });
});
