import { spawnSync } from 'node:child_process';
import { PASSWORD } from '../support/admin.ts';
import { SERVICE_TOKEN, startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { allConnections } from '../../db/connections.ts';

/** Three agencies: one connected, one switched off, one whose key U-ON refuses. */
export async function setStage(more: Readonly<Record<string, string>> = {}): Promise<System> {
  const system = await startSystem({ more: { PUBLIC_URL: 'https://telephony.example', ...more } });
  system.uon.setAccount('key-of-0367', {});
  await storeEnterprise(system, '0367', 'Турагентство «Июнь»', { api_key: 'key-of-0367' });
  await storeEnterprise(system, '0412', 'Море и горы', { enabled: false });
  await storeEnterprise(system, '0588', 'Белый парус', { api_key: 'key-that-is-refused' });
  await waitFor('agencies to be looked at', async () => {
    const all = [...(await allConnections(system.pool)).values()];
    return all.length === 3 && all.every(({ isAsked }) => !isAsked);
  });
  return system;
}

/** Has the command print the first owner's link, as whoever installs does. */
export function welcomeLink({ env, url }: System): string {
  return printed(['tools/admin.ts', 'link', '--url', url], env);
}

/** Makes the first owner by the link; gives back his password. */
export function makeOwner(system: System, email: string, name: string): string {
  const token = welcomeLink(system).replace(/.*\//, '');
  const body = JSON.stringify({ token, email, name, password: PASSWORD });
  const asked = `${system.url}/api/admin/welcome`;
  const script = `const { status } = await fetch(${JSON.stringify(asked)}, { method: 'POST', body: ${JSON.stringify(body)} });
    console.log(status === 201 ? 'made' : '');`;
  printed(['--input-type=module', '-e', script]);
  return PASSWORD;
}

function printed(args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const options = { env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync(process.execPath, args, options);
  const text = stdout.trim();
  if (text === '') throw new Error(`nothing was printed: ${stderr}`);
  return text;
}

export async function storeEnterprise({ url }: System, number: string, name: string, uon: object): Promise<void> {
  const body = { number, name, token: `pbx-token-${number}`, integrations_config: { uon: { enabled: true, ...uon } } };
  const answer = await fetch(`${url}/internal/enterprises/${number}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${SERVICE_TOKEN}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${number} was not stored: ${await answer.text()}`);
}
