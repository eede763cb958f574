import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { en } from '../admin/src/texts/en.ts';
import { parsePbxEvent } from '../domain/pbx-event.ts';
import { pbxSnippets, type PbxSnippetOptions } from '../domain/pbx-snippets.ts';

const TOKEN = `a 'token' with "quotes" and \\ of its own`;
const options: PbxSnippetOptions = { url: '', token: TOKEN, timezone: 'Europe/Minsk', words: en.pbx.snippets.words };
const START = ['UniqueId=1757840723.6', 'Phone=375290000001', 'CallType=0', 'Trunk=0001363'];

interface Heard {
  readonly path: string;
  readonly token: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** An API that answers with these statuses, one after the other, the last again and again; 0 hangs up without an answer. */
async function api(statuses: readonly number[], port = 0): Promise<{ url: string; port: number; heard: Heard[] }> {
  const heard: Heard[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const status = statuses[Math.min(heard.length, statuses.length - 1)] ?? 202;
    heard.push(await heardOf(request));
    if (status === 0) request.socket.destroy();
    else response.writeHead(status).end('{}');
  };
  const server: Server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const taken = (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${taken}/base/`, port: taken, heard };
}

async function heardOf(request: IncomingMessage): Promise<Heard> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const { token, 'content-type': type } = request.headers;
  return { path: request.url ?? '', token: String(token), type, body: Buffer.concat(parts).toString() };
}

/** The script, as an administrator stores it. */
function stored(more: Partial<PbxSnippetOptions>): string {
  const folder = mkdtempSync(join(tmpdir(), 'uon-telephony-pbx-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'uon-event');
  writeFileSync(file, pbxSnippets({ ...options, ...more }).script);
  chmodSync(file, 0o750);
  return file;
}

const run = promisify(execFile);
const heardSoon = (heard: readonly Heard[], count: number) =>
  expect.poll(() => heard.length, { timeout: 15_000, interval: 20 }).toBe(count);

it('sends an event with the token, as the API reads it', async () => {
  const { url, heard } = await api([202]);
  await run(stored({ url }), ['start', ...START]);
  await heardSoon(heard, 1);
  expect(heard[0]).toMatchObject({ path: '/base/api/callevent/start', token: TOKEN, type: 'application/json' });
  expect(parsePbxEvent('start', JSON.parse(heard[0]?.body ?? ''))).toEqual({
    ok: true,
    event: { name: 'start', uniqueId: '1757840723.6', phone: '375290000001', callType: 0, trunk: '0001363' },
  });
});

it.each([
  ['503, then 429, then 408', [503, 429, 408, 202], 4],
  ['no answer', [0, 0, 202], 3],
])('repeats the same event after %s, until there is a 202', async (_name, statuses, count) => {
  const { url, heard } = await api(statuses);
  await run(stored({ url }), ['start', ...START]);
  await heardSoon(heard, count);
  expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
});

it('goes on until somebody listens', async () => {
  const gone = await api([202]);
  await Promise.all(closing.splice(0).map((close) => close()));
  const { hasEnded, stop } = started(stored({ url: gone.url }), ['start', ...START]);
  await hasEnded;
  const { heard } = await api([202], gone.port);
  await heardSoon(heard, 1);
  stop();
});

it.each([401, 404, 422])('does not repeat what is refused by %d', async (status) => {
  const { url, heard } = await api([status, 202]);
  const { whenAllGone } = started(stored({ url }), ['start', ...START]);
  await whenAllGone;
  expect(heard).toHaveLength(1);
});

it('gives up after its time', async () => {
  const { url, heard } = await api([503]);
  const { whenAllGone } = started(stored({ url, repeatS: 2 }), ['start', ...START]);
  await whenAllGone;
  expect(heard.length).toBeGreaterThan(1);
});

it('the call does not wait for it', async () => {
  const { url, heard } = await api([0, 0, 0, 202]);
  const script = stored({ url });
  await run(script, ['start', ...START]);
  expect(heard.length).toBeLessThan(4);
  await heardSoon(heard, 4);
});

it.each([
  ['quotes', `"'\`$(touch /tmp/x)`],
  ['backslashes', String.raw`\ \\ \" \n`],
  ['Unicode', 'Агентство «Июнь» ☎ 😀'],
  ['an equals sign and an ampersand', 'a=b&c=d'],
  ['blanks', '  2025-09-14  12:05:46 '],
  ['what begins like a file', '@/etc/passwd'],
  ['nothing', ''],
])('values with %s arrive as they are', async (_name, value) => {
  const { url, heard } = await api([202]);
  await run(stored({ url }), ['hangup', `Trunk=${value}`, 'no field', 'Phone=1']);
  await heardSoon(heard, 1);
  expect(JSON.parse(heard[0]?.body ?? '')).toEqual({ Trunk: value, Phone: '1' });
});

it('control characters are left out', async () => {
  const { url, heard } = await api([202]);
  await run(stored({ url }), ['start', 'Phone=1\n2\t3\u007f4']);
  await heardSoon(heard, 1);
  expect(JSON.parse(heard[0]?.body ?? '')).toEqual({ Phone: '1234' });
});

it('reads what Asterisk says to an AGI script before it ends', async () => {
  const { url, heard } = await api([202]);
  const { child, hasEnded } = started(stored({ url }), ['start', ...START], {
    AST_AGI_DIR: '/usr/share/asterisk/agi-bin',
  });
  child.stdin.on('error', () => undefined);
  child.stdin.write('agi_request: uon-event\nagi_channel: PJSIP/trunk-1\n\n');
  await hasEnded;
  await heardSoon(heard, 1);
});

/** Starts the script; what it leaves in the background holds its output open, which tells when all of it is gone. */
function started(script: string, fields: readonly string[], env: Record<string, string> = {}) {
  const child = spawn('bash', ['-c', '"$@" 9>&1; exit', 'bash', script, ...fields], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const hasEnded = new Promise((resolve) => child.once('exit', resolve));
  child.stdout.resume();
  const whenAllGone = new Promise((resolve) => child.once('close', resolve));
  const stop = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid);
    } catch {
      // All of it is gone already.
    }
  };
  closing.push(stop);
  return { child, hasEnded, whenAllGone, stop };
}
