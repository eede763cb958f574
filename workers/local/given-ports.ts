import type { Config } from '../../platform/config.ts';
import { findFreePort, isFree } from './free-port.ts';

/** A port that was given is taken by another program. */
export class PortTakenError extends Error {
  override name = 'PortTakenError';
}

/** Looks at the given ports before anything is started. @throws PortTakenError */
export async function checkGivenPorts({ port, portGiven, fastagi, temporal }: Config): Promise<void> {
  if (portGiven && !(await isFreeEverywhere(port))) {
    throw new PortTakenError(`PORT ${port} is taken by another program; stop that, or give another PORT (or none)`);
  }
  if (fastagi.portGiven && !(await isFree(fastagi.port, fastagi.host))) {
    throw new PortTakenError(`FASTAGI_PORT ${fastagi.port} is taken; stop what uses it, or give another one (or none)`);
  }
  const { address, uiPort } = temporal;
  if (address !== undefined || uiPort === undefined || (await isFree(uiPort))) return;
  throw new PortTakenError(`TEMPORAL_UI_PORT ${uiPort} is taken; stop what uses it, or give another one (or none)`);
}

/** The port of the API, or of FastAGI: the one that was given (0 means any), else the first free one from `port` on. */
export async function choosePort({ port, portGiven }: Pick<Config, 'port' | 'portGiven'>): Promise<number> {
  if (port === 0) return findFreePort();
  if (portGiven) return port;
  for (let candidate = port; candidate <= 65_535; candidate++) {
    if (await isFreeEverywhere(candidate)) return candidate;
  }
  throw new PortTakenError(`No port from ${port} on is free`);
}

async function isFreeEverywhere(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) if (!(await isFree(port, host))) return false;
  return true;
}
