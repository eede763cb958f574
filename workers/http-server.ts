import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { createServer, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** A PBX that speaks takes milliseconds; who is slower than this holds a connection that others need. */
const HEADERS_MS = 5_000;
const REQUEST_MS = 10_000;
/** Longer than proxies keep a connection (a minute): who closes first must not be us, or a request may cross the close. */
const KEEP_ALIVE_MS = 65_000;
/** Node looks for slow ones so often; 30 s by default. */
const LOOK_EVERY_MS = 1_000;
/** Above it connections are closed at once: each takes memory, also one that says nothing. */
const MAX_CONNECTIONS = 2_000;

/** An HTTP server that lets nobody take his time. What node refuses by itself is problem+json too. */
export function createLimitedServer(app: RequestListener, onDrop: () => void): Server {
  const server = createServer(
    {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
    },
    app,
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on('drop', onDrop);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(socket, statusOf(error.code)));
  return server;
}

/** Takes no more, answers what is under way, and closes connections that are kept as they fall idle. */
export async function closeInOrder(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const timer = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
  await closed;
  clearInterval(timer);
}
const CLOSE_IDLE_EVERY_MS = 50;

function statusOf(code: string | undefined): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}

function refuse(socket: Duplex, status: number): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const title = STATUS_CODES[status] ?? '';
  const body = JSON.stringify({ type: 'about:blank', title, status });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
