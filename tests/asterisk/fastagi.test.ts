import { afterAll, beforeAll, expect, it } from 'vitest';
import { playCall } from '../../asterisk/fastagi/asterisk.fixture.ts';
import { newPhone } from '../support/call-script.ts';
import { startProcess, type OwnProcess } from '../support/own-process.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const phone = newPhone();
const TOLD = { UON_NAME: 'Юонова Юлия', UON_DIALPLAN: '152', 'CALLERID(name)': 'Юонова Юлия' };

let system: System;
let fastagi: OwnProcess;
let gone: OwnProcess;
let agency: TestEnterprise;

beforeAll(async () => {
  const own = { FASTAGI_PORT: '0', LOG_LEVEL: 'debug' };
  system = await startSystem();
  [fastagi, gone] = await Promise.all([
    startProcess(['workers/fastagi.ts'], { ...own, FASTAGI_API_URL: system.url, METRICS_PORT: '' }, []),
    startProcess(['workers/fastagi.ts'], { ...own, FASTAGI_API_URL: 'http://127.0.0.1:1', METRICS_PORT: '' }, []),
  ]);
  agency = await system.enterprise({
    seed: { clients: [{ u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${phone}`, manager_id: 4 }] },
    smart: { mode: 'route' },
  });
});
afterAll(async () => {
  await Promise.all([fastagi.stop(), gone.stop()]);
  await system.stop();
});

const call = (of: OwnProcess, ...args: string[]) => playCall({ port: Number(new URL(of.url ?? '').port), args });

it('a client is told by name, with the manager’s extension, once the API knows him', async () => {
  const { variables } = await waitFor('the client to be known', async () => {
    const played = await call(fastagi, agency.token, `+${phone}`, '0001363');
    return played.variables['UON_NAME'] === '' ? null : played;
  });
  expect(variables).toMatchObject(TOLD);
  expect(variables['UON_TAGS']).toContain('client');
});

it.each([
  ['somebody unknown', () => [agency.token, newPhone()]],
  ['a hidden caller', () => [agency.token, 'anonymous']],
])('%s is rung as usual', async (_name, args) => {
  expect((await call(fastagi, ...args())).variables).toMatchObject({ UON_NAME: '', UON_DIALPLAN: '' });
});

it('a wrong token and an API that is gone leave all as it is, and neither number nor token is logged', async () => {
  expect((await call(fastagi, 'no-such-token', phone)).variables).toEqual({});
  expect((await call(gone, agency.token, phone)).variables).toEqual({});
  const said = () => fastagi.output() + gone.output();
  await expect.poll(said).toContain('getcustomerdata: ECONNREFUSED');
  await expect.poll(said).toContain('getcustomerdata: the API answered 401');
  expect(said()).not.toMatch(new RegExp(`${phone}|${agency.token}|no-such-token|Юонова`));
});
