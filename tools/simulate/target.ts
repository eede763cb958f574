import { readInstance } from '../../platform/instance.ts';

export interface Target {
  url: string;
  token: string;
}

/** The PBX token of the demo's enterprise. */
const DEMO_TOKEN = 'pbx-token-0367';

/** No address was given and nothing seems to run on this DATA_DIR. */
export class NoInstanceError extends Error {
  constructor(dataDir: string) {
    super(`Nothing runs on ${dataDir}: run \`npm start\` first, or give --url and --token`);
    this.name = 'NoInstanceError';
  }
}

/** Where events go: what the command line says, else the running instance and the demo's token. @throws NoInstanceError */
export function findTarget(given: { url: string | undefined; token: string | undefined }, dataDir: string): Target {
  const url = given.url ?? readInstance(dataDir)?.apiUrl;
  if (url === undefined) throw new NoInstanceError(dataDir);
  return { url, token: given.token ?? DEMO_TOKEN };
}
