import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { afterAll, expect, it } from 'vitest';
import { problemHandler } from './problem.ts';
import { webhooksRouter } from './webhooks.ts';

const SECRET = 'secret-of-the-address';
const logged: unknown[] = [];
let failure = new Error('Connection terminated unexpectedly');

const fails = () => Promise.reject(failure);
const app = express();
app.use(
  webhooksRouter({
    admission: { admit: fails },
    bare: { mayTry: () => undefined, enterpriseOf: fails },
    accept: fails,
    start: fails,
    metrics: { accepted: () => undefined, refused: () => undefined },
  }),
);
const keep = (fields: object, message: string) => void logged.push(fields, message);
app.use(problemHandler({ error: keep, warn: keep }));
const server = createServer(app).listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => new Promise((resolve) => server.close(resolve)));

it.each([
  [503, 'Connection terminated unexpectedly'],
  [500, 'a mistake of ours'],
])('the secret of the address stays out of the log where the answer is %i', async (status, message) => {
  failure = new Error(message);
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  for (const method of ['GET', 'POST']) {
    const answer = await fetch(`http://127.0.0.1:${port}/uon/webhook/${SECRET}?type_id=3`, { method });
    expect(answer.status).toBe(status);
  }
  expect(logged.length).toBeGreaterThan(0);
  expect(JSON.stringify(logged)).toContain('/uon/webhook');
  expect(JSON.stringify(logged)).not.toContain(SECRET);
});
