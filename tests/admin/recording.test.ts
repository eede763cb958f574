import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser, loggedIn, OWNER, type Visitor } from '../support/admin.ts';
import { hangupOf, newCallId, newPhone, openingEvents } from '../support/call-script.ts';
import { sendSound, SOUND, soundAs, startRecordings, type RecordingServer } from '../support/recordings.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';

let system: System;
let own: TestEnterprise;
let owner: Visitor;
let records: RecordingServer;
let elsewhere: RecordingServer;
beforeAll(async () => {
  elsewhere = await startRecordings();
  records = await startRecordings((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/moved')) response.writeHead(302, { Location: `${elsewhere.url}/1.wav` }).end();
    else if (path.startsWith('/gone')) response.writeHead(404).end('no');
    else if (path.startsWith('/broken')) response.writeHead(500).end('no');
    else if (path.startsWith('/page'))
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<script>alert(1)</script>');
    else if (path.startsWith('/large'))
      response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': 2 ** 40 }).flushHeaders();
    else if (path.startsWith('/unsaid/secret'))
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end('user=admin\npassword=secret\n');
    else if (path.startsWith('/unsaid')) soundAs('application/octet-stream')(request, response);
    else sendSound(request, response);
  });
  system = await startSystem({ workers: [] });
  own = await system.enterprise();
  await addUser(system.pool, 'owner@example.com', OWNER);
  owner = await loggedIn(system.url, 'owner@example.com');
});
afterAll(async () => {
  await system.stop();
  await records.close();
  await elsewhere.close();
});

/** A call whose hangup names this recording. */
async function callWith(recordUrl: string): Promise<string> {
  const call = { callId: newCallId(), phone: newPhone() };
  const hangup = hangupOf(call, { CallStatus: '2', StartTime: '2025-09-14 12:05:13', RecordUrl: recordUrl });
  for (const { event, body } of [...openingEvents(call), hangup])
    expect((await system.post(own, event, body)).status).toBe(202);
  return call.callId;
}
const play = (callId: string, headers: Record<string, string> = {}) =>
  owner.ask('GET', `/api/admin/enterprises/${own.number}/calls/${callId}/recording`, undefined, headers);

it('a recording is played, whole and in parts, and whoever keeps it learns nothing of who asks', async () => {
  const callId = await callWith(`${records.url.replace('//', '//user:password@')}/1.wav`);
  const whole = await play(callId);
  expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'audio/wav']);
  expect(whole.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(SOUND);
  const part = await play(callId, { Range: 'bytes=44-143' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 44-143/${SOUND.length}`]);
  expect((await part.arrayBuffer()).byteLength).toBe(100);
  expect((await play(callId, { Range: 'bytes=999999-' })).status).toBe(502);
  expect(records.asked.length).toBe(3);
  for (const headers of records.asked) {
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['cookie']));
    expect(headers.authorization).toBeUndefined();
  }
  const list = await owner.ask('GET', `/api/admin/enterprises/${own.number}/calls?result=open`);
  expect(await list.json()).toMatchObject({ calls: [{ call_id: callId, has_recording: true }] });
});

it('whatever answers there, or nothing, is told in the same words: nobody learns what stands in our network', async () => {
  const paths = ['/gone/1.wav', '/broken/1.wav', '/page/1.wav', '/moved/1.wav', '/large/1.wav', '/unsaid/secret.mp3'];
  const told = new Set<string>();
  for (const address of ['http://127.0.0.1:1/1.wav', ...paths.map((path) => records.url + path)]) {
    const answer = await play(await callWith(address));
    told.add(`${answer.status} ${await answer.text()}`);
  }
  expect([...told]).toEqual([expect.stringMatching(/^502 .*the log of the API/)]);
  expect(elsewhere.asked).toEqual([]);
});

it('where nothing says what it is, its first bytes do', async () => {
  const callId = await callWith(`${records.url}/unsaid/1`);
  const whole = await play(callId);
  expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'audio/wav']);
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(SOUND);
  for (const [range, length] of [
    ['bytes=0-1', 2],
    ['bytes=44-143', 100],
  ] as const) {
    const part = await play(callId, { Range: range });
    expect([part.status, part.headers.get('content-type')]).toEqual([206, 'audio/wav']);
    expect((await part.arrayBuffer()).byteLength).toBe(length);
  }
});

it('a host that is not allowed is not asked, and the answer says what to set', async () => {
  const answer = await play(await callWith('http://169.254.169.254/latest/meta-data/1.wav'));
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('169.254.169.254: add this host to RECORDING_ALLOW');
});

it('there is no recording, no such call', async () => {
  expect((await play(await callWith('file:///etc/passwd'))).status).toBe(404);
  expect((await play(await callWith(''))).status).toBe(404);
  expect((await play('1.1')).status).toBe(404);
});
