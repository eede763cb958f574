import { findFreePort, isFree } from '../local/free-port.ts';
import type { StartContext } from '../local/context.ts';
import { superviseNode } from '../local/start-processes.ts';
import { DEMO_TOKEN } from './demo-call.ts';

/** How the demo's PBX is asked for calls. */
export interface DemoPbx {
  readonly url: string;
  readonly secret: string | null;
}

/** As in the customer's own installation, where nothing else listens there. */
const USUAL_PORT = 8018;

/** Where the demo's PBX can be. */
export async function demoPbxUrl(): Promise<string> {
  const port = (await isFree(USUAL_PORT)) ? USUAL_PORT : await findFreePort();
  return `http://127.0.0.1:${port}/api/makecallexternal`;
}

/** A PBX that places the calls that managers click for, if the demo's enterprise has it on this machine. Returns its URL. */
export async function startDemoPbx(context: StartContext, pbx: DemoPbx, apiUrl: string): Promise<string | undefined> {
  const { progress, keep } = context;
  const { hostname, port } = new URL(pbx.url);
  if (!['localhost', '127.0.0.1'].includes(hostname) || port === '') return undefined;
  if (!(await isFree(Number(port)))) {
    progress.say(`! Port ${port} of originate_url is taken: clicks on phones reach whatever listens there`);
    return undefined;
  }
  const env = { PBX_TOKEN: DEMO_TOKEN, PBX_SECRET: pbx.secret ?? '' };
  const args = ['--port', port, '--api', apiUrl];
  const spec = { name: 'PBX simulator', script: 'simulators/pbx/main.ts', args, env, log: 'pbx-simulator' };
  await progress.step(spec.name, async () => keep([await superviseNode(context, spec)], 1_500));
  return pbx.url;
}
