import { once } from 'node:events';
import { createServer } from 'node:net';

export interface HeldPort {
  readonly port: number;
  /** Lets go of it, so that whom it was held for can take it. */
  release(): Promise<void>;
}

/** Keeps a free port from others until it is used; nothing is ever answered on it. @throws when it is taken already */
export async function holdPort(port: number): Promise<HeldPort> {
  const server = createServer((socket) => socket.destroy());
  server.listen({ port, exclusive: true });
  await once(server, 'listening');
  server.unref();
  return {
    port,
    async release() {
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
