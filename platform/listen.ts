import { once } from 'node:events';
import type { Server } from 'node:net';

/** Listens, and gives back the port, which is a free one where 0 was asked for. No host: on all interfaces. */
export async function listen(server: Server, port: number, host?: string): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
