import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import type { OwnProcess } from '../support/own-process.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { dumpTemporal } from './dumps.ts';

const LONG = 240_000;
const NEW = `2026:${randomBytes(32).toString('base64')}`;

/** The workers take the steps of docs/security.md; the API is the process that still has the old key alone. */
describe('SECRETS_KEY is rotated while calls are open', () => {
  let system: System;
  let enterprise: TestEnterprise;
  let workers: readonly OwnProcess[] = [];
  /** A key that is given without an id is `default`. */
  const old = () => `default:${system.env['SECRETS_KEY']}`;
  beforeAll(async () => {
    system = await startSystem({ workers: [] });
    enterprise = await system.enterprise();
    await restartWorkers(old());
  }, LONG);
  afterAll(() => system.stop());

  async function restartWorkers(...ring: string[]): Promise<void> {
    await Promise.all(workers.map((worker) => worker.stop()));
    const env = { SECRETS_KEY: ring.join(',') };
    workers = await Promise.all([system.startWorker('calls', env), system.startWorker('uon', env)]);
  }

  async function dial() {
    const [start, dialled, ...rest] = answeredCall({ callId: newCallId(), phone: newPhone() });
    const { notifications } = system.uon.account(enterprise.apiKey);
    const before = notifications.length;
    for (const { event, body } of [start, dialled]) await system.post(enterprise, event, body);
    await waitFor('popups', () => notifications.length >= before + 2);
    const hangUp = async () => {
      for (const { event, body } of rest) await system.post(enterprise, event, body);
    };
    return { callId: String(start.body['UniqueId']), hangUp };
  }

  it(
    'step by step: open calls go on, and the new key encrypts once it is the first',
    async () => {
      const [first, second] = [await dial(), await dial()];
      await restartWorkers(old(), NEW);
      await first.hangUp();
      expect(await system.closed(enterprise, first.callId)).toMatchObject({ answered: true });
      await restartWorkers(NEW, old());
      await second.hangUp();
      expect(await system.closed(enterprise, second.callId)).toMatchObject({ answered: true });
      const histories = await dumpTemporal(system);
      const keysOf = ({ callId }: { callId: string }) =>
        ['default', '2026'].filter((id) => {
          // As the protocol writes a short text: its length before it.
          const written = `encryption-key-id\u0012${String.fromCharCode(id.length)}${id}`;
          return histories.get(`history of call:${enterprise.number}:${callId}`)?.includes(written);
        });
      expect([keysOf(first), keysOf(second)]).toEqual([['default'], ['default', '2026']]);
    },
    LONG,
  );

  it(
    'too early without the old one: the log names the key, and the call goes on once it is given',
    async () => {
      const call = await dial();
      await restartWorkers(NEW);
      await call.hangUp();
      await waitFor('the log to name the key', () => /encrypted with the key .{0,2}default/.test(system.output()));
      expect(await system.journal(enterprise, call.callId)).not.toMatchObject({ status: 'ended' });
      await restartWorkers(NEW, old());
      expect(await system.closed(enterprise, call.callId)).toMatchObject({ status: 'ended', answered: true });
    },
    LONG,
  );
});
