import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * What stands before several API processes: connections go to each in turn, to the next one where nothing listens. A
 * connection dies with its process; the PBX repeats.
 */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let next = 0;
  const server = createServer((incoming) => {
    open.add(incoming);
    incoming.on('close', () => open.delete(incoming)).on('error', () => incoming.destroy());
    const first = next++;
    const order = ports.map((_, index) => ports[(first + index) % ports.length] ?? 0);
    join(incoming, order);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The balancer listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function join(incoming: Socket, [port, ...others]: readonly number[]): void {
  if (port === undefined) {
    incoming.destroy();
    return;
  }
  const outgoing = connect({ port, host: '127.0.0.1', noDelay: true });
  let isConnected = false;
  outgoing.once('connect', () => {
    isConnected = true;
    incoming.pipe(outgoing).pipe(incoming);
  });
  outgoing.on('error', () => (isConnected ? incoming.destroy() : join(incoming, others)));
  outgoing.on('close', () => isConnected && incoming.destroy());
  incoming.on('close', () => outgoing.destroy());
}
