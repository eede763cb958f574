import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../api/openapi/operations.ts';
import { theDocument } from '../../api/openapi/the-document.ts';
import manifest from '../../package.json' with { type: 'json' };
import { dumpTables, dumpTemporal } from '../canary/dumps.ts';
import { anyValue, type Schemas } from '../openapi/any-value.ts';
import { describedIn, type Described } from '../openapi/described.ts';
import { written, type Sample } from '../openapi/request.ts';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { addUser, loggedIn, visitor, type Visitor } from '../support/admin.ts';
import { SERVICE_TOKEN, startSystem, type System, type TestEnterprise } from '../support/system.ts';

/** The same run again: `SEED=...`. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
/** Requests of each kind to one route. */
const EACH = 12;

/**
 * What everybody may who is logged in: his sessions, password and second factor, the list of what he may read, and the address of
 * the page that he has open.
 */
const OF_EVERYBODY = [
  ...['readSession', 'changeOwnPassword', 'listOwnSessions', 'endOtherSessions', 'endOwnSession'],
  ...['startSecondFactor', 'confirmSecondFactor', 'makeRecoveryCodes', 'dropSecondFactor'],
  ...['listGlances', 'readInstallation'],
];

/** What must be among the routes of an enterprise, so that none is missed here unseen; new ones need not. */
const OF_ENTERPRISES = [
  ...['readAdminEnterprise', 'saveAdminEnterprise', 'removeAdminEnterprise', 'replacePbxToken', 'readHealth'],
  ...['readDirectories', 'checkUon', 'sendTestPopup', 'registerWebhooks'],
  ...['listCalls', 'watchCalls', 'exportCalls', 'sizeExport', 'playRecording', 'readCallStory', 'repeatCallStep'],
  ...['listCustomers', 'readCustomerCard', 'listMergeHints'],
];

const document = theDocument(manifest.version);
const schemas = document.components.schemas as Schemas;
const described = describedIn(document);
/** All that a session opens; a new route is among them by itself. */
const routes = operations
  .filter(({ access }) => access === 'session')
  .map(({ id }) => described.find(({ operationId }) => operationId === id))
  .filter((one) => one !== undefined)
  .map((one) => [`${one.method.toUpperCase()} ${one.path}`, one] as const);
const ofEnterprises = routes.filter(([, { path }]) => path.includes('{number}'));
const ofOwners = routes.filter(([, one]) => !one.path.includes('{number}') && !OF_EVERYBODY.includes(one.operationId));

let system: System;
let own: TestEnterprise;
let foreign: TestEnterprise;
let administrator: Visitor;
let reader: Visitor;
let readerOfAll: Visitor;
let foreignCall: string;
let workflows: readonly string[];
beforeAll(async () => {
  console.log(`SEED=${SEED}`);
  // Without workers nothing goes on by itself while we look.
  system = await startSystem({ workers: [] });
  [own, foreign] = [await system.enterprise(), await system.enterprise()];
  const call = { callId: newCallId(), phone: newPhone() };
  for (const { event, body } of answeredCall(call)) await system.post(foreign, event, body);
  foreignCall = call.callId;
  await addUser(system.pool, 'administrator@example.com', { role: 'administrator', enterprises: [own.number] });
  await addUser(system.pool, 'reader@example.com', { role: 'reader', enterprises: [own.number] });
  await addUser(system.pool, 'all@example.com', { role: 'reader', enterprises: null });
  administrator = await loggedIn(system.url, 'administrator@example.com');
  reader = await loggedIn(system.url, 'reader@example.com');
  readerOfAll = await loggedIn(system.url, 'all@example.com');
  workflows = await workflowsNow();
});
afterAll(() => system.stop());

it('every route is of an enterprise, of owners, or of one’s own account', () => {
  expect(ofEnterprises.map(([, { operationId }]) => operationId)).toEqual(expect.arrayContaining(OF_ENTERPRISES));
  const strangers = ofOwners.filter(([, { path }]) => !/^\/api\/admin\/|^\/codec\/session/.test(path));
  expect(strangers).toEqual([]);
  expect(OF_EVERYBODY.filter((id) => !routes.some(([, one]) => one.operationId === id))).toEqual([]);
});

describe('nothing of an enterprise that is not his is answered or changed', () => {
  it.each(ofEnterprises)('%s', async (_name, route) => {
    // A number of another, and others that nobody has: a refusal does not tell which there is.
    const numbers = fc.oneof(fc.constant(foreign.number), fc.stringMatching(/^[\w-]{1,32}$/));
    const others = numbers.filter((one) => one !== own.number);
    await expectRefused(route, others, [administrator, reader]);
  });
});

describe('a reader changes nothing, though he may read all', () => {
  it.each(ofEnterprises.filter(([, { method }]) => method !== 'get'))('%s', async (_name, route) => {
    await expectRefused(route, fc.constantFrom(own.number, foreign.number), [readerOfAll]);
  });
});

describe('what is for owners is for nobody else', () => {
  it.each(ofOwners)('%s', async (_name, route) => {
    await expectRefused(route, fc.constant(''), [administrator, reader, readerOfAll]);
  });
});

describe('without a session, or with one that was made up, nothing is answered', () => {
  it.each(routes)('%s', async (_name, route) => {
    const forged = administrator.cookie.replace(/=.{4}/, '=AAAA');
    const strangers = ['', forged, 'uon-telephony.session_token=a.b'].map((cookie) => visitor(system.url, cookie));
    await expectRefused(route, fc.constantFrom(own.number, foreign.number), strangers, 401);
  });
});

it('nobody is let in by a service token', async () => {
  const headers = { Authorization: `Bearer ${SERVICE_TOKEN}` };
  for (const [name, { method, path }] of ofEnterprises) {
    const url = system.url + path.replace('{number}', own.number);
    expect([name, (await fetch(url, { method: method.toUpperCase(), headers })).status]).toEqual([name, 401]);
  }
});

it('none of these requests started a workflow', async () => {
  expect(await workflowsNow()).toEqual(workflows);
});

/** Whatever else a request says: other parameters, headers and bodies, allowed ones and any. */
async function expectRefused(
  route: Described,
  number: fc.Arbitrary<string>,
  visitors: readonly Visitor[],
  status = 403,
): Promise<void> {
  const before = await state();
  const samples = fc.sample(anySample(route, number), { seed: SEED, numRuns: EACH });
  for (const sample of samples) {
    for (const { cookie } of visitors) {
      const { url, init } = written(system.url, route, { ...sample, headers: { ...sample.headers, Cookie: cookie } });
      const answer = await fetch(url, { redirect: 'manual', ...init });
      expect([url, answer.status]).toEqual([url, status]);
      await answer.body?.cancel();
    }
  }
  expect(await state()).toEqual(before);
}

function anySample(route: Described, number: fc.Arbitrary<string>): fc.Arbitrary<Sample> {
  const names = (place: string) => route.parameters.filter((one) => one.in === place && one.name !== 'number');
  const path = fc.record({
    ...Object.fromEntries(names('path').map(({ name }) => [name, fc.oneof(fc.constant(foreignCall), segment)])),
    number,
  });
  const query = fc.record(
    Object.fromEntries(names('query').map(({ name, schema }) => [name, fc.oneof(anyValue(schema, schemas), anyText)])),
    { requiredKeys: [] },
  );
  const headers = fc.record({ 'If-Match': etag, 'X-Enterprise': segment }, { requiredKeys: [] });
  const [content] = Object.values(route.requestBody?.content ?? {});
  const body = fc
    .oneof(content ? anyValue(content.schema, schemas) : fc.constant({}), fc.jsonValue({ maxDepth: 3 }))
    .map((value) => ({ type: 'application/json', value }));
  const sample = fc.record({ path, query, headers, body });
  return sample.map(({ body: one, ...rest }) => ({
    ...rest,
    headers: withoutMissing(rest.headers),
    ...(route.method !== 'get' && { body: one }),
  }));
}

/** Part of a path: none that a client folds away. */
const segment = fc.stringMatching(/^[\w-]{1,40}$/);
const anyText = fc.string({ maxLength: 40, unit: 'grapheme-ascii' });
const etag = fc.oneof(
  fc.constant('*'),
  fc.constant('"1"'),
  segment.map((text) => `"${text}"`),
);

function withoutMissing(values: object): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** All that lies in the database. */
async function state(): Promise<Record<string, string>> {
  const tables = [...(await dumpTables(system.pool))].filter(([name]) => !MOVING.includes(name));
  return Object.fromEntries(tables.map(([name, bytes]) => [name, bytes.toString('utf8')]));
}

/** Tables that are written while nobody asks. */
const MOVING: readonly string[] = ['health_counts', 'health_processes'];

async function workflowsNow(): Promise<readonly string[]> {
  return [...(await dumpTemporal(system)).keys()].filter((name) => name.startsWith('history of ')).toSorted();
}
