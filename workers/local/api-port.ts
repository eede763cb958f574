import { isFree } from './free-port.ts';

/** PORT was given and is taken. */
export class PortTakenError extends Error {
  override name = 'PortTakenError';
}

/**
 * The port of the API: the one that was given, which must be free, else the first free one from `port` on.
 *
 * @throws PortTakenError
 */
export async function chooseApiPort({ port, portGiven }: { port: number; portGiven: boolean }): Promise<number> {
  if (portGiven) {
    if (port === 0 || (await isFreeEverywhere(port))) return port;
    throw new PortTakenError(`PORT ${port} is taken by another program; stop that, or give another PORT (or none)`);
  }
  for (let candidate = port; candidate < port + 1_000; candidate++) {
    if (await isFreeEverywhere(candidate)) return candidate;
  }
  throw new PortTakenError(`No free port between ${port} and ${port + 999}; give one in PORT`);
}

async function isFreeEverywhere(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) if (!(await isFree(port, host))) return false;
  return true;
}
