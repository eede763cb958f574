import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { SERVICE_TOKEN, startSystem, type System, type TestEnterprise } from '../support/system.ts';

const problem = z.object({
  status: z.number(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

let system: System;
let agency: TestEnterprise;
beforeAll(async () => {
  system = await startSystem();
  agency = await system.enterprise();
});
afterAll(() => system.stop());

function send(event: string, body: string, headers: Record<string, string> = { Token: agency.token }) {
  const json = { 'Content-Type': 'application/json' };
  return fetch(`${system.url}/api/callevent/${event}`, { method: 'POST', headers: { ...json, ...headers }, body });
}

/** The answer as problem+json (RFC 9457), with the fields that it names. */
async function refusal(answer: Response) {
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  const { status, errors = [] } = problem.parse(await answer.json());
  expect(status).toBe(answer.status);
  return { status, fields: errors.map(({ field }) => field) };
}

const refused = async (event: string, body: unknown) => refusal(await send(event, JSON.stringify(body)));

/** How many rows of any table of ours mention the text, anywhere. */
async function mentions(text: string): Promise<number> {
  const { rows: tables } = await system.pool.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const counts = tables.map(({ name }) => `select count(*)::int as n from ${name} as t where t::text like $1`);
  const { rows } = await system.pool.query<{ n: number }>(
    `select sum(n)::int as n from (${counts.join(' union all ')}) as all_tables`,
    [`%${text}%`],
  );
  return rows[0]?.n ?? 0;
}

function events(callId = newCallId()) {
  const [start, dial, bridge, hangup] = answeredCall({ callId, phone: newPhone() }).map(({ body }) => body);
  return { start: start ?? {}, dial: dial ?? {}, bridge: bridge ?? {}, hangup: hangup ?? {} };
}

describe('a body that is no event is refused', () => {
  it.each(['{', '{"UniqueId":', '[1, 2', 'null', '"text"', '17', '[]', '{"UniqueId":"1.1"} and more', '\u0000'])(
    'with 400: %j',
    async (body) => expect(await refusal(await send('start', body))).toEqual({ status: 400, fields: ['body'] }),
  );

  it.each([
    ['start', 'UniqueId', [undefined, null, '', ' ', 17, {}, ['1.1'], 'a b', 'ы', 'x'.repeat(151), '1.1\u0000']],
    ['start', 'CallType', [undefined, null, '', 3, '3', -1, 0.5, 'incoming', true, [0]]],
    ['start', 'Phone', [undefined, null, {}, ['375291112233'], true, '9'.repeat(2_001), '37529\u0000', '\ud800']],
    ['start', 'Trunk', [{}, [], true, '\ud800', 'a\u0000b']],
    ['dial', 'Extensions', [undefined, null, {}, true, [{}], [['151']], [null], ['15\u00001'], ['\udc00']]],
    ['dial', 'Phone', [undefined, null]],
    ['bridge', 'UniqueId', [undefined, '']],
    ['bridge', 'ConnectedLineNum', [{}, [], false]],
    ['hangup', 'CallStatus', [undefined, null, '', 1, '1', true, 'ANSWERED', [2]]],
    ['hangup', 'EndTime', [undefined, null, '', 'now', '2025-02-30 10:00:00', '14.09.2025 12:06:13', 1_757_840_773]],
    ['hangup', 'StartTime', ['yesterday', '2025-13-01 10:00:00', '2025-09-14', {}]],
    ['hangup', 'DateReceived', ['24:00', '2025-09-14 24:00:00', []]],
    ['hangup', 'RecordUrl', [{}, [], true]],
  ] as const)('with 422 that names the field: %s without a right %s', async (event, field, values) => {
    for (const value of values) {
      const { status, fields } = await refused(event, { ...events()[event], [field]: value });
      expect({ status, field: fields[0]?.split('.')[0] }, `${field}: ${JSON.stringify(value)}`).toEqual({
        status: 422,
        field,
      });
    }
  });

  it('with 422 that names every field that is wrong or missing', async () => {
    expect(await refusal(await send('start', ''))).toEqual({ status: 422, fields: ['UniqueId', 'Phone', 'CallType'] });
    const { fields } = await refused('hangup', { UniqueId: '1.1', CallStatus: 'yes', EndTime: 'now' });
    expect(new Set(fields)).toEqual(new Set(['Phone', 'CallType', 'CallStatus', 'EndTime']));
  });

  it.each([11, 1_000, 40_000])('with 422 when it is nested %i deep', async (depth) => {
    const { start } = events();
    const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const body = `${JSON.stringify(start).slice(0, -1)},"Extra":${nested}}`;
    expect(await refusal(await send('start', body))).toEqual({ status: 422, fields: ['body'] });
  });

  it('with 413 when it is 5 MB', async () => {
    const body = JSON.stringify({ ...events().start, Extra: 'x'.repeat(5_000_000) });
    expect((await refusal(await send('start', body))).status).toBe(413);
  });

  it('and nothing of it is stored', async () => {
    const callId = newCallId();
    const { start, hangup } = events(callId);
    await send('start', JSON.stringify({ ...start, CallType: 9 }));
    await send('hangup', JSON.stringify({ ...hangup, EndTime: 'now' }));
    await send('start', JSON.stringify({ ...start, Extra: 'x'.repeat(200_000) }));
    await send('start', JSON.stringify(start).slice(0, -1));
    expect(await mentions(callId)).toBe(0);
  });
});

describe('an event of an unknown name', () => {
  it.each(['answer', 'Start', 'start%2Fdial', '__proto__', 'constructor', 'дозвон', '%00'])(
    'is answered with 404: %s',
    async (name) => expect((await refusal(await send(name, JSON.stringify(events().start)))).status).toBe(404),
  );

  it('is answered with 404 before the token is looked at', async () => {
    expect((await refusal(await send('answer', '{', { Token: 'nobody' }))).status).toBe(404);
  });
});

describe('the token', () => {
  it('is taken from the header, and from the body, whose field is not stored', async () => {
    const inBody = { ...events().start, Token: agency.token };
    expect((await send('start', JSON.stringify(inBody), {})).status).toBe(202);
    expect((await send('start', JSON.stringify(events().start))).status).toBe(202);
    expect(await mentions(agency.token)).toBe(0);
  });

  it('of the header goes before that of the body', async () => {
    const body = JSON.stringify({ ...events().start, Token: agency.token });
    expect((await refusal(await send('start', body, { Token: 'nobody' }))).status).toBe(401);
  });

  it.each([
    ['unknown in the header', { Token: 'no-such-token' }, undefined],
    ['unknown in the body', {}, 'no-such-token'],
    ['missing', {}, undefined],
    ['empty', { Token: '' }, ''],
    ['no text', {}, { $ne: '' }],
    ['with a NUL character', {}, 'no-such\u0000token'],
    ['with half a surrogate pair', {}, '\ud800'],
  ])('%s is answered with 401 and leaves no trace', async (_title, headers, token) => {
    const callId = newCallId();
    const body = { ...events(callId).start, ...(token === undefined ? {} : { Token: token }) };
    expect((await refusal(await send('start', JSON.stringify(body), headers))).status).toBe(401);
    expect([await mentions(callId), await mentions('no-such')]).toEqual([0, 0]);
  });

  it('that is unknown is told so before the body is looked at', async () => {
    expect((await refusal(await send('start', '{', { Token: 'nobody' }))).status).toBe(401);
    expect((await refusal(await send('start', 'x'.repeat(1_000_000), { Token: 'nobody' }))).status).toBe(401);
  });

  it("of one agency opens no other's calls", async () => {
    const other = await system.enterprise();
    const callId = newCallId();
    await send('start', JSON.stringify(events(callId).start));
    expect(await system.journal(agency, callId)).not.toBeNull();
    expect(await system.journal(other, callId)).toBeNull();
  });
});

describe('a body in an unusual form is taken', () => {
  const taken = async (event: string, body: Record<string, unknown>) => {
    const answer = await send(event, JSON.stringify(body));
    expect(answer.status, JSON.stringify(body)).toBe(202);
    return z.object({ call_id: z.string().nullable() }).parse(await answer.json()).call_id;
  };

  it('with numbers as text and text as numbers', async () => {
    const callId = newCallId();
    const { start, dial, hangup } = events(callId);
    expect(await taken('start', { ...start, CallType: '0', Phone: 375_291_112_233, Trunk: 1363 })).toBe(callId);
    expect(await taken('dial', { ...dial, CallType: '0', Extensions: [151, '152&153'] })).toBe(callId);
    expect(await taken('hangup', { ...hangup, CallType: '0', CallStatus: 2, Extensions: '151' })).toBe(callId);
  });

  it('with fields that are empty, null, missing or unknown', async () => {
    const callId = newCallId();
    expect(await taken('start', { UniqueId: callId, Phone: '', CallType: 0 })).toBe(callId);
    expect(await taken('hangup', { ...events(callId).hangup, StartTime: null, Extensions: null, Trunk: '' })).toBe(
      callId,
    );
    expect(await taken('bridge_create', { UniqueId: '', BridgeUniqueid: 'b', __proto__: 1 })).toBeNull();
    expect(
      await taken('new_callerid', { UniqueId: '9.9', CallerIDNum: null, Deep: { of: ['ours', { not: 1 }] } }),
    ).toBe(null);
  });

  it('with NUL characters and half surrogate pairs in fields that nobody reads', async () => {
    const callId = newCallId();
    const odd = { Extra: 'a\u0000b\ud800c', 'Key\u0000\udfff': '\u0007' };
    expect(await taken('start', { ...events(callId).start, ...odd })).toBe(callId);
    expect(await system.journal(agency, callId)).not.toBeNull();
  });

  it('with the content type that a dialplan or nobody gives it', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain;charset=UTF-8',
      'application/json; charset=utf-8',
    ])
      expect(
        (await send('start', JSON.stringify(events().start), { Token: agency.token, 'Content-Type': type })).status,
      ).toBe(202);
  });

  it('whatever JSON it is: accepted or refused, never an error of ours', async () => {
    const names = fc.constantFrom('start', 'dial', 'bridge', 'hangup', 'bridge_create', 'new_callerid');
    const fields = [
      'UniqueId',
      'Phone',
      'CallType',
      'CallStatus',
      'EndTime',
      'StartTime',
      'Extensions',
      'Token',
      'Trunk',
    ];
    const values = fc.oneof(
      fc.json().map((text): unknown => JSON.parse(text)),
      fc.string({ unit: 'binary' }),
      fc.constantFrom<unknown>(
        '',
        '0',
        '2',
        0,
        2,
        '1757840723.6',
        '2025-09-14 12:06:13',
        '\ud800',
        '\u0000',
        1e308,
        [''],
        ['151'],
      ),
    );
    const body = fc.oneof(
      fc.dictionary(fc.oneof(fc.constantFrom(...fields), fc.string({ unit: 'binary' })), values),
      fc
        .record(
          { UniqueId: fc.constant('8.8'), Phone: values, CallType: fc.constant(2), CallStatus: fc.constant('0') },
          { requiredKeys: ['UniqueId'] },
        )
        .chain((known) => fc.dictionary(fc.constantFrom(...fields), values).map((more) => ({ ...more, ...known }))),
      values,
    );
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(names, body, async (name, value) => {
        const answer = await send(name, JSON.stringify(value));
        seen.add(answer.status);
        expect([202, 400, 401, 422]).toContain(answer.status);
        if (answer.status !== 202) await refusal(answer);
      }),
      { numRuns: 500 },
    );
    expect(seen).toContain(202);
    expect(seen).toContain(422);
  }, 120_000);
});

describe('GET /internal/calls', () => {
  const ask = (path: string, authorization?: string) =>
    fetch(`${system.url}/internal/calls/${path}`, {
      headers: authorization === undefined ? {} : { Authorization: authorization },
    });

  it('shows the call to whoever has the service token', async () => {
    const callId = newCallId();
    await send('start', JSON.stringify(events(callId).start));
    const answer = await ask(`${agency.number}/${callId}`, `Bearer ${SERVICE_TOKEN}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'ringing', answered: false, steps: expect.any(Array) });
  });

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Bearer wrong-service-token', `Basic ${SERVICE_TOKEN}`, SERVICE_TOKEN])(
    'is answered with 401 to: %j',
    async (authorization) => {
      expect((await refusal(await ask(`${agency.number}/1.1`, authorization))).status).toBe(401);
    },
  );

  it.each(['1.1', '%00', 'ы', '..%2F..', '1.1/more', "1'%20or%20'1'='1"])(
    'is answered with 404 where there is no such call: %s',
    async (path) => {
      expect((await refusal(await ask(`${agency.number}/${path}`, `Bearer ${SERVICE_TOKEN}`))).status).toBe(404);
      expect((await refusal(await ask(`nobody/${path}`, `Bearer ${SERVICE_TOKEN}`))).status).toBe(404);
    },
  );
});
