import { once } from 'node:events';
import { Agent, IncomingMessage, request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { postEvent } from '../../simulators/pbx/post-event.ts';
import { EVENT_RATE } from '../../intake/rates.ts';
import { newCallId, newPhone, openingEvents } from '../support/call-script.ts';
import { valueOf } from '../support/metric-value.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
});
afterAll(() => system.stop());

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
afterAll(() => agent.destroy());

const start = () => openingEvents({ callId: newCallId(), phone: newPhone() })[0];

/** On 64 connections, however many are sent at once. */
async function send({ token }: TestEnterprise): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  const sending = request(`${system.url}/api/callevent/start`, { method: 'POST', agent, headers: { Token: token } });
  sending.end(JSON.stringify(start().body));
  const [answer] = await once(sending, 'response').then(z.tuple([z.instanceof(IncomingMessage)]).parse);
  await text(answer);
  return { status: answer.statusCode ?? 0, headers: answer.headers };
}

async function stored(agency: TestEnterprise): Promise<number> {
  const { rows } = await system.pool.query<{ n: number }>(
    'select count(*)::int as n from inbox where enterprise_number = $1',
    [agency.number],
  );
  return rows[0]?.n ?? 0;
}

describe('more events than a token may send', () => {
  it('are answered with 429 and when to come again; what was answered with 202 is stored', async () => {
    const [agency, other] = [await system.enterprise(), await system.enterprise()];
    const beganAt = performance.now();
    const burst = Promise.all(Array.from({ length: 900 }, () => send(agency)));
    const others = await Promise.all(Array.from({ length: 20 }, () => send(other)));
    const answers = await burst;
    const seconds = (performance.now() - beganAt) / 1_000;

    const taken = answers.filter(({ status }) => status === 202);
    const refused = answers.filter(({ status }) => status === 429);
    expect(taken.length + refused.length).toBe(900);
    expect(taken.length).toBeGreaterThanOrEqual(EVENT_RATE.burst);
    expect(taken.length).toBeLessThanOrEqual(EVENT_RATE.burst + Math.ceil(seconds * EVENT_RATE.perSecond));
    for (const answer of refused) {
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    }
    expect(await stored(agency)).toBe(taken.length);
    expect(others.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 202));
    const { api } = await system.scrape();
    expect(valueOf(api, 'telephony_events_over_rate_total', { enterprise: agency.number })).toBe(refused.length);
    expect(valueOf(api, 'telephony_requests_in_work')).toBe(0);
  });

  it('are all taken when they are sent again as a PBX does it', async () => {
    const agency = await system.enterprise();
    // As many at once as an agency has lines; more would tell of the machine that the test runs on.
    const lines = Array.from({ length: 60 }, async () => {
      for (let n = 0; n < 12; n += 1) {
        const event = { at: new Date().toISOString(), ...start() };
        expect((await postEvent(event, { url: system.url, token: agency.token })).accepted).toBe(true);
      }
    });
    await Promise.all(lines);
    expect(await stored(agency)).toBe(60 * 12);
  });
});

describe('questions of strangers that take their time', () => {
  it('keep no PBX waiting', async () => {
    const agency = await system.enterprise();
    const held = await system.pool.connect();
    await held.query('begin; lock table service_tokens, webhook_secrets in access exclusive mode');
    const get = (path: string, authorization = '') =>
      fetch(system.url + path, { headers: { Authorization: authorization } }).then(({ status }) => status);
    const guesses = Array.from({ length: 20 }, (_, n) => [
      get(`/internal/calls/0367/${n}`, `Bearer svc_${'x'.repeat(40)}${n}`),
      get(`/uon/webhook/guess-${n}?type_id=3`),
    ]).flat();
    const begunAt = performance.now();
    expect((await send(agency)).status).toBe(202);
    expect(performance.now() - begunAt).toBeLessThan(4_000);
    await held.query('rollback');
    held.release();
    expect(new Set(await Promise.all(guesses))).toEqual(new Set([401]));
  });
});

describe('a body that is too large', () => {
  it('is refused by its Content-Length before it is sent', async () => {
    const agency = await system.enterprise();
    const answer = await raw(`${head(agency)}Content-Length: 5000000000\r\n\r\n{`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*"status":413/s);
  });

  it('is refused while it is sent, where its length was not said', async () => {
    const agency = await system.enterprise();
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    expect(await raw(`${head(agency)}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}`)).toMatch(
      /^HTTP\/1\.1 413 .*"status":413/s,
    );
  });
});

describe('who takes his time', () => {
  it('with the body is answered with 408', { timeout: 30_000 }, async () => {
    const agency = await system.enterprise();
    expect(await raw(`${head(agency)}Content-Length: 100\r\n\r\n{"UniqueId":`)).toMatch(
      /^HTTP\/1\.1 408 .*"status":408/s,
    );
  });

  it('with the headers is answered with 408', { timeout: 30_000 }, async () => {
    expect(await raw('POST /api/callevent/start HTTP/1.1\r\nHost: x\r\n')).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('who tries tokens', () => {
  it('is told to wait, while a PBX behind the same address goes on', async () => {
    const agency = await system.enterprise();
    expect((await send(agency)).status).toBe(202);
    const tries = await Promise.all(Array.from({ length: 300 }, (_, n) => send({ ...agency, token: `guess-${n}` })));
    const statuses = tries.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(tries.find(({ status }) => status === 429)?.headers['retry-after']).toBe('1');
    expect((await send(agency)).status).toBe(202);
  });
});

function head({ token }: TestEnterprise): string {
  return `POST /api/callevent/start HTTP/1.1\r\nHost: x\r\nToken: ${token}\r\nContent-Type: application/json\r\n`;
}

/** Sends this and no more, and gives back what is answered first. */
async function raw(text: string): Promise<string> {
  const socket = connect(Number(new URL(system.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  try {
    await once(socket, 'connect');
    socket.write(text);
    const [data] = (await once(socket, 'data')) as [Buffer];
    return data.toString();
  } finally {
    socket.destroy();
  }
}
