import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { listen } from '../../platform/listen.ts';
import { createLogger } from '../../platform/log.ts';
import { createAskCaller } from './ask-caller.ts';
import { connected, environment, playCall } from './asterisk.fixture.ts';
import { createFastAgi, type FastAgi, type FastAgiLimits, type FastAgiOutcome } from './server.ts';

const KNOWN = { Name: 'Иванов Иван', DialPlan: '151', Tags: ['client', 'active_lead'], Priority: 5, Redirect: [] };
const TOLD = {
  ...{ UON_NAME: 'Иванов Иван', UON_DIALPLAN: '151', UON_PRIORITY: '5', UON_TAGS: 'client,active_lead' },
  'CALLERID(name)': 'Иванов Иван',
};
const NOTHING = { Name: null, DialPlan: null, Tags: [], Priority: 0, Redirect: [] };
const LIMITS = { beginMs: 300, callMs: 900, calls: 40 };

let asked: unknown[] = [];
let outcomes: FastAgiOutcome[] = [];
let answer: (response: ServerResponse) => unknown;
const api = createServer((request, response) => void take(request, response));
let agi: FastAgi;
let port: number;

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  asked.push(JSON.parse(Buffer.concat(parts).toString()));
  answer(response);
}
const told =
  (body: unknown, status = 200) =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

beforeAll(async () => {
  const url = `http://127.0.0.1:${await listen(api, 0, '127.0.0.1')}`;
  const log = createLogger({ name: 'fastagi', level: 'silent' });
  agi = createFastAgi({
    ...{ ask: createAskCaller(url, 400), log, limits: LIMITS },
    count: (outcome) => outcomes.push(outcome),
  });
  port = await listen(agi.server, 0, '127.0.0.1');
});
beforeEach(() => {
  [asked, outcomes, answer] = [[], [], told(KNOWN)];
});
afterAll(async () => {
  await agi.drain();
  api.close();
});

const untilCounted = (...expected: FastAgiOutcome[]) => expect.poll(() => outcomes).toEqual(expected);

async function ended(socket: Socket): Promise<void> {
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
}

it('asks by the arguments of AGI(), and tells name, extension, priority and tags', async () => {
  const { variables } = await playCall({ port, args: ['pbx-token', '+375 29 111', '0001363'] });
  expect(variables).toEqual(TOLD);
  const question = { Token: 'pbx-token', UniqueId: '1757840723.6', Phone: '+375 29 111', TrunkId: '0001363' };
  expect(asked).toEqual([{ ...question, LoadDialPlan: true }]);
  await untilCounted('answered');
});

it.each([
  [
    'the variable UON_TOKEN, the call',
    { args: [''], known: { UON_TOKEN: 'to%22k%29' } },
    ['to"k)', '375291112233', ''],
  ],
  ['the address', { script: 'getcustomerdata?token=a%2Cb&phone=11&trunk=7' }, ['a,b', '11', '7']],
  ['nothing: a hidden caller, no token', { callerId: 'unknown' }, ['', '', '']],
])('else by %s', async (_name, options, [token, phone, trunk]) => {
  await playCall({ port, ...options });
  expect(asked).toEqual([expect.objectContaining({ Token: token, Phone: phone, TrunkId: trunk })]);
});

it.each([
  ['an unknown caller', told(NOTHING), { UON_NAME: '', UON_DIALPLAN: '', UON_PRIORITY: '0', UON_TAGS: '' }],
  [
    'a name that is none',
    told({ ...NOTHING, Name: '"; System(rm)\n${SHELL(x)} $[1],\\', DialPlan: '151&PJSIP/9' }),
    {
      ...{ UON_NAME: 'Systemrm SHELLx 1', UON_DIALPLAN: '', UON_PRIORITY: '0', UON_TAGS: '' },
      'CALLERID(name)': 'Systemrm SHELLx 1',
    },
  ],
])('%s is told as a dialplan can have it', async (_name, answers, expected) => {
  answer = answers;
  expect((await playCall({ port })).variables).toEqual(expected);
});

it.each([
  ['hangs', () => undefined],
  ['is gone in the middle', (response: ServerResponse) => response.destroy()],
  ['refuses', told({ status: 401 }, 401)],
  ['says something else', told(['Name'])],
])('the call goes on within its time where the API %s', async (_name, answers) => {
  answer = answers;
  expect((await playCall({ port })).variables).toEqual({});
  // Not `too-slow`: the time of a call was not over.
  await untilCounted('failed');
});

it('a caller who hangs up is not asked for any more, however Asterisk says so', async () => {
  let given = 0;
  answer = (response) => response.on('close', () => (given += 1));
  const says = await connected(port);
  says.write(environment({ port, args: ['pbx-token'] }));
  await expect.poll(() => asked.length).toBe(1);
  says.write('HANGUP\n');
  await ended(says);
  const leaves = await connected(port);
  leaves.write(environment({ port, args: ['pbx-token'] }));
  await expect.poll(() => asked.length).toBe(2);
  leaves.destroy();
  await untilCounted('hung-up', 'hung-up');
  await expect.poll(() => given).toBe(2);
});

it.each([
  ['says nothing', '', 'too-slow'],
  ['stops in the middle of its environment', 'agi_network: yes\nagi_chan', 'too-slow'],
  ['does not answer a command', environment({ port: 1 }), 'too-slow'],
  [
    'refuses a command',
    `${environment({ port: 1, args: ['x'] })}511 Command Not Permitted on a dead channel\n`,
    'refused',
  ],
  ['asks for another script', environment({ port: 1, script: 'other' }), 'not-agi'],
  ['speaks HTTP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'not-agi'],
  ['sends a megabyte without a line end', 'x'.repeat(1_048_576), 'not-agi'],
] as const)('who %s is let go of', async (_name, text, outcome) => {
  const socket = await connected(port);
  socket.write(text);
  await ended(socket);
  await untilCounted(outcome);
});

it('who sends a character now and then has no more time than others', async () => {
  const socket = await connected(port);
  const timer = setInterval(() => socket.write('a'), 50);
  await ended(socket);
  clearInterval(timer);
  await untilCounted('too-slow');
});

it('no garbage makes it fall or hang', { timeout: 20_000 }, async () => {
  const line = fc.constantFrom(
    'agi_uniqueid: 1.2',
    'agi_network_script: getcustomerdata',
    '',
    'HANGUP',
    '200 result=1',
    '520-x',
  );
  const piece = fc.oneof(
    line.map((text) => Buffer.from(`${text}\n`)),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.string({ unit: 'binary', maxLength: 100 }).map((text) => Buffer.from(text)),
  );
  const garbage = fc.record({
    pieces: fc.array(piece, { maxLength: 8 }),
    ends: fc.constantFrom('end', 'destroy', 'stays'),
  });
  const at = fc.asyncProperty(fc.array(garbage, { minLength: 10, maxLength: 30 }), async (senders) => {
    outcomes = [];
    await Promise.all(
      senders.map(async ({ pieces, ends }) => {
        const socket = await connected(port);
        for (const bytes of pieces) socket.write(bytes);
        if (ends === 'end') socket.end();
        if (ends === 'destroy') socket.destroy();
        await ended(socket);
      }),
    );
    await expect.poll(() => outcomes.length).toBe(senders.length);
    expect((await playCall({ port })).variables).toEqual(TOLD);
  });
  await fc.assert(at, { numRuns: 8 });
});

it('more calls at once than it takes are let go of at once; those it has are answered', async () => {
  const held: (() => unknown)[] = [];
  answer = (response) => held.push(() => told(KNOWN)(response));
  const patient = { beginMs: 20_000, callMs: 20_000, calls: LIMITS.calls };
  const { own, ownPort } = await ownServer(patient);
  const calls = Array.from({ length: LIMITS.calls + 10 }, () => playCall({ port: ownPort }));
  // Those that it has are still under way.
  await untilCounted(...Array<FastAgiOutcome>(10).fill('dropped'));
  await expect.poll(() => held.length).toBe(LIMITS.calls);
  for (const release of held) release();
  const played = await Promise.all(calls);
  expect(played.filter(({ variables }) => 'UON_NAME' in variables)).toHaveLength(LIMITS.calls);
  answer = told(KNOWN);
  expect((await playCall({ port: ownPort })).variables).toEqual(TOLD);
  await own.drain();
});

it('a shutdown answers the calls that are there', async () => {
  let release: (() => unknown) | undefined;
  answer = (response) => (release = () => told(KNOWN)(response));
  const { own, ownPort } = await ownServer();
  const call = playCall({ port: ownPort });
  await expect.poll(() => release).toBeDefined();
  const drained = own.drain();
  release?.();
  expect((await call).variables).toEqual(TOLD);
  await drained;
});

/** One that waits longer for the API. */
async function ownServer(limits: Partial<FastAgiLimits> = {}) {
  const own = createFastAgi({
    ask: createAskCaller(`http://127.0.0.1:${addressOf(api.address())}`, 20_000),
    log: createLogger({ name: 'fastagi', level: 'silent' }),
    count: (outcome) => outcomes.push(outcome),
    limits,
  });
  return { own, ownPort: await listen(own.server, 0, '127.0.0.1') };
}

function addressOf(address: ReturnType<typeof api.address>): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
