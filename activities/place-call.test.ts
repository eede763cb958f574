import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from '../platform/listen.ts';
import { createFailures } from './failure.ts';
import { createPbxActivities } from './place-call.ts';

const asked: string[] = [];
const pbx = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('{}');
});
let url: string;
beforeAll(async () => void (url = `http://127.0.0.1:${await listen(pbx, 0)}/call`));
afterAll(() => pbx.close());

const CALL = { extension: '151', phoneE164: '+375296254070' };
const place = (latestMs: number) =>
  createPbxActivities({
    originateAccess: () => Promise.resolve({ url, secret: null }),
    originateAllow: ['127.0.0.1'],
    failures: createFailures(),
  }).placeCall('0367', CALL, latestMs);

it('a call is placed while its click is young', async () => {
  await place(Date.now() + 20_000);
  expect(asked).toEqual(['/call?code=151&phone=%2B375296254070']);
});

it('an order that is taken up too late is left', async () => {
  asked.length = 0;
  await expect(place(Date.now() - 1)).rejects.toMatchObject({ type: 'originate-late', nonRetryable: true });
  expect(asked).toEqual([]);
});
