import { expect, it } from 'vitest';
import { stepOfRequest, type RequestLike } from './requests-of-steps.ts';

const at = (ms: number) => new Date(1_757_840_000_000 + ms).toISOString();
const request = (ms: number, method: string, more: Partial<RequestLike> = {}): RequestLike => ({
  ...{ at: at(ms), method, path: `${method}.json`, parameters: null },
  ...more,
});
const STEPS = [
  { name: 'user/phone', at: at(300), status: 'done' },
  { name: 'popup: extension 151, manager 3', at: at(310), status: 'done' },
  { name: 'popup: extension 152, manager 4', at: at(311), status: 'done' },
  { name: 'lead-by-client', at: at(320), status: 'done' },
  { name: 'lead/create', at: at(330), status: 'skipped' },
  { name: 'call_history/create', at: at(9_000), status: 'done' },
  { name: 'user/update: manager', at: at(9_001), status: 'done' },
  { name: 'request/update: manager of lead 7', at: at(9_400), status: 'done' },
  { name: 'request/update: manager of lead 71', at: at(9_500), status: 'done' },
  { name: 'something new', at: at(9_600), status: 'done' },
];

it.each<[string, RequestLike, number | undefined]>([
  ['a lookup of the quick way, noted after it', request(100, 'user/phone'), 0],
  ['the card read before its manager is set', request(9_050, 'user/phone'), 6],
  ['a popup, by its manager', request(200, 'notification/create', { parameters: { manager_id: 4 } }), 2],
  [
    'a popup of nobody that was rung',
    request(200, 'notification/create', { parameters: { manager_id: 9 } }),
    undefined,
  ],
  ['leads read for a lead that was not made', request(340, 'lead-by-client'), 3],
  ['a lead’s manager, by its id', request(9_700, 'request/update', { path: 'request/update/7.json' }), 7],
  ['a second attempt, long after', request(60_000, 'call_history/create'), 5],
  ['the search before it', request(59_000, 'call_history'), 5],
  ['what this page does not know', request(9_700, 'country'), undefined],
])('%s', (_what, asked, wanted) => {
  expect(stepOfRequest(asked, STEPS)).toBe(wanted);
});
