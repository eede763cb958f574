import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksOf } from '../../api/openapi/checks.fixture.ts';
import { problemBody } from '../../api/problem.ts';
import { theDocument } from '../../api/openapi/the-document.ts';
import manifest from '../../package.json' with { type: 'json' };
import { startSystem, type System } from '../support/system.ts';
import { anyRequest, SECRETS } from './any-request.ts';
import type { Schemas } from './any-value.ts';
import { broken } from './broken-values.ts';
import { describedIn, type Described } from './described.ts';
import { judged } from './judge.ts';
import { credentials, makeKnown, naming, type Known } from './known.ts';
import { withBody, written, type Sample } from './request.ts';

/** The same run again: `SEED=...`. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
/** Requests of each kind to one operation; those that have others work, or that hash a password, get fewer. */
const EACH = 25;
const SLOW: Readonly<Record<string, number>> = {
  ...{ registerWebhooks: 3, checkUon: 4, sendTestPopup: 5, checkTelegram: 3 },
  ...{ logIn: 8, changeOwnPassword: 5, addUser: 8, resetPassword: 8, startSecondFactor: 8 },
};
/** The one operation whose answer is another address. */
const LEADS_ON = 'openPopupLink';
/** What says that the request itself is wrong: a right one is never answered so. */
const WRONG = [400, 401, 403, 405, 408, 413, 415, 422, 429];

const document = theDocument(manifest.version);
const check = checksOf(document);
const schemas = document.components.schemas as Schemas;
const operations = describedIn(document).map((one) => [`${one.method.toUpperCase()} ${one.path}`, one] as const);
/** What is right to say no schema knows: a code of the moment, a link that counts once. tests/admin shows how they are answered. */
const OF_THE_MOMENT = ['enterCode', 'confirmSecondFactor', 'makeRecoveryCodes', 'checkWelcome', 'becomeOwner'];
const foreseeable = operations.filter(([, { operationId }]) => !OF_THE_MOMENT.includes(operationId));
const withBodies = operations.filter(([, { requestBody }]) => requestBody);

let system: System;
let known: Known;
beforeAll(async () => {
  console.log(`SEED=${SEED}`);
  system = await startSystem();
  known = await makeKnown(system);
});
afterAll(async () => {
  await system.stop();
  await known.close();
});

const headers = (operation: Described) => credentials(operation, known);
const samples = (operation: Described, numRuns = EACH): Sample[] =>
  fc.sample(anyRequest(operation, schemas, known, headers(operation)), { seed: SEED, numRuns });
const send = (operation: Described, sample: Sample) => judged(check, operation, written(system.url, operation, sample));
/** A right request that names what is there. */
const right = (operation: Described): Sample => {
  const [sample] = samples(operation, 1);
  if (!sample) throw new Error('there is always one');
  const path = naming(sample.path, { ...known.path, ...known.ofOperation[operation.operationId] }) as Sample['path'];
  return { ...sample, path, headers: headers(operation) };
};

it('the API tells the document that the code has', async () => {
  const served: unknown = await (await fetch(`${system.url}/openapi.json`)).json();
  expect(served).toEqual(JSON.parse(JSON.stringify(document)));
});

describe('a request that the document allows is answered as it says', () => {
  it.each(foreseeable)('%s', async (_name, operation) => {
    const statuses: number[] = [];
    for (const sample of samples(operation, SLOW[operation.operationId])) statuses.push(await send(operation, sample));
    statuses.push(await send(operation, right(operation)));
    expect(statuses.filter((status) => WRONG.includes(status))).toEqual([]);
    const isRight = (status: number) => (operation.operationId === LEADS_ON ? status === 302 : status < 300);
    expect(statuses.some(isRight)).toBe(true);
  });

  it.each(foreseeable.filter(([, { requestBody }]) => requestBody))(
    '%s, with its examples',
    async (_name, operation) => {
      for (const [type, { examples }] of Object.entries(operation.requestBody?.content ?? {})) {
        for (const { value } of Object.values(examples)) {
          const fields = { ...known.fields, ...known.ofOperation[operation.operationId] };
          const body = { type, value: naming(value, fields) };
          expect(await send(operation, { ...right(operation), body })).toBeLessThan(300);
        }
      }
    },
  );
});

describe('a request that the document forbids is refused as it says', () => {
  it.each(withBodies)('%s, with one thing of its body changed', async (_name, operation) => {
    const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(operation.requestBody?.content ?? {});
    const right = samples(operation, 3).map((sample) => ({
      ...sample,
      headers: headers(operation),
      body: { type, value: sample.body?.value },
    }));
    const wrong = right.flatMap((sample) =>
      broken(sample.body.value)
        .filter((value) => check(schema, value).length > 0)
        .map((value) => ({ ...sample, body: { type, value } })),
    );
    const refusals = [400, 404, 422, ...(operation.requestBody?.['x-judged-by-item'] ? [202] : [])];
    for (const sample of spread(wrong, 4 * EACH)) expect(refusals).toContain(await send(operation, sample));
  });

  it.each(withBodies)('%s, with a body that is no JSON, or too large', async (_name, operation) => {
    const request = written(system.url, operation, right(operation));
    expect([400, 422]).toContain(await judged(check, operation, withBody(request, 'application/json', '"text"')));
    for (const body of ['{', '{"a":', '[1, 2', '{"a":1}}'])
      expect(await judged(check, operation, withBody(request, 'application/json', body))).toBe(400);
    const large = JSON.stringify({ a: 'x'.repeat(operation.requestBody?.['x-max-bytes'] ?? 0) });
    expect(await judged(check, operation, withBody(request, 'application/json', large))).toBe(413);
    const strange = withBody(request, 'application/json; charset=strange', '{}');
    expect([400, 415, 422]).toContain(await judged(check, operation, strange));
  });

  it.each(operations.filter(([, { parameters }]) => parameters.some(({ schema }) => isNarrow(schema))))(
    '%s, with a parameter that is wrong',
    async (_name, operation) => {
      for (const { name, in: where, schema } of operation.parameters) {
        if (where === 'header') continue;
        const wrong = broken('x').filter(
          (value) => typeof value === 'string' && value !== '' && check(schema, value).length > 0,
        );
        const sample = right(operation);
        for (const value of wrong) {
          const status = await send(operation, { ...sample, [where]: { ...sample[where], [name]: value } });
          expect([400, 404, 422]).toContain(status);
        }
      }
    },
  );

  it.each(
    operations.filter(([, { parameters }]) =>
      parameters.some(({ required, ...one }) => required && one.in === 'query'),
    ),
  )('%s, without a parameter that it needs', async (_name, operation) => {
    const sample = right(operation);
    for (const { name, required, in: where } of operation.parameters) {
      const { [name]: _, ...query } = sample.query;
      if (required && where === 'query') expect([400, 422]).toContain(await send(operation, { ...sample, query }));
    }
  });

  // Who logs in shows who he is in the body, or by the cookie of its first half.
  it.each(operations.filter(([, { responses, security }]) => responses[401] && security.length > 0))(
    '%s, without a right token',
    async (_name, operation) => {
      const sample = right(operation);
      const wrong = Object.fromEntries(Object.keys(sample.headers).map((name) => [name, 'Bearer no-such-token']));
      const path = Object.fromEntries(
        Object.entries(sample.path).map(([name, value]) => [name, SECRETS.includes(name) ? 'no-such' : value]),
      );
      expect(await send(operation, { ...sample, path, headers: wrong })).toBe(401);
      expect(await send(operation, { ...sample, path, headers: {} })).toBe(401);
    },
  );

  it.each(operations.filter(([, one]) => namesEnterprise(one)))(
    '%s, with a service token for another enterprise',
    async (_name, operation) => {
      const foreign = { Authorization: `Bearer ${known.foreignToken}` };
      expect(await send(operation, { ...right(operation), headers: foreign })).toBe(403);
    },
  );

  it.each(operations.filter(([, one]) => namesEnterprise(one, 'session')))(
    '%s, with a session of another enterprise’s administrator',
    async (_name, operation) => {
      expect(await send(operation, { ...right(operation), headers: { Cookie: known.foreignCookie } })).toBe(403);
    },
  );

  it.each(Object.keys(document.paths).map((path) => [path]))('%s, by another method', async (path) => {
    const own = operations.map(([, one]) => one).filter((one) => one.path === path);
    const [operation] = own;
    if (!operation) throw new Error('a path without operations');
    const { url, init } = written(system.url, operation, right(operation));
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      if (own.some((one) => one.method.toUpperCase() === method)) continue;
      const answer = await fetch(url, { method, headers: init.headers ?? {} });
      expect([401, 404, 405], `${method} ${path}`).toContain(answer.status);
      expect(problemBody.parse(await answer.json()).status).toBe(answer.status);
    }
  });
});

it.each(withBodies)('%s answers any JSON as the document says', async (_name, operation) => {
  const sample = right(operation);
  for (const value of fc.sample(fc.jsonValue({ maxDepth: 4 }), { seed: SEED, numRuns: EACH }))
    await send(operation, { ...sample, body: { type: 'application/json', value } });
});

function isNarrow(schema: Described['parameters'][number]['schema']): boolean {
  return broken('x').some((value) => typeof value === 'string' && check(schema, value).length > 0);
}

function namesEnterprise({ security, parameters, requestBody }: Described, scheme = 'serviceToken'): boolean {
  const bodies = Object.values(requestBody?.content ?? {}).map(({ schema }) => Object.keys(schema.properties ?? {}));
  const names = [...parameters.map(({ name }) => name), ...bodies.flat()];
  return security.some((one) => scheme in one) && names.some((name) => name === 'enterprise' || name === 'number');
}

/** So many of them, from all over. */
function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(all.length, most) }, (_, n) => all[Math.floor(n * step)]).filter(
    (one) => one !== undefined,
  );
}
