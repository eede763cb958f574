import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface Posted {
  path: string;
  token: string | undefined;
  body: unknown;
}

/** A server in the place of our API, for one test: keeps what is posted and answers what `statusOf` says. */
export async function startTestPbxApi(statusOf: (posted: Posted, count: number) => number = () => 202) {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const item = { path: request.url ?? '', token: request.headers.token?.toString(), body };
      response.statusCode = statusOf(item, posted.push(item));
      response.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { url: `http://127.0.0.1:${address.port}`, posted };
}
