import { expect, it } from 'vitest';
import type { LookupAnswer } from '../workflows/lookup-messages.ts';
import { createCallerLookups, type LookupEnd } from './caller-lookups.ts';

/** Lookups that end as the test says, at a time that it sets. */
function lookups() {
  const ends: LookupEnd[] = [];
  const asked: PromiseWithResolvers<LookupAnswer>[] = [];
  const failures: unknown[] = [];
  const clock = { ms: 0 };
  const look = createCallerLookups({
    ask: () => {
      const one = Promise.withResolvers<LookupAnswer>();
      asked.push(one);
      return one.promise;
    },
    onEnd: (end) => void ends.push(end),
    onFailure: (error) => void failures.push(error),
    now: () => clock.ms,
  });
  const begin = (account = 'a') =>
    look({ enterprise: '0367', account, phoneE164: '+375291112233' }, { leads: false, requests: false });
  return { ends, asked, failures, clock, begin };
}

it('a lookup is counted by whether somebody still waited for its answer', async () => {
  const { ends, asked, begin } = lookups();
  const [first, second] = [begin(), begin()];
  asked[0]?.resolve({ kind: 'none' });
  expect(await first.answer).toEqual({ kind: 'none' });
  second.leave();
  asked[1]?.resolve({ kind: 'none' });
  await second.answer;
  expect(ends).toEqual(['in_time', 'afterwards']);
});

it('an account that did not say is left alone for a second, and no other is', async () => {
  const { ends, asked, failures, clock, begin } = lookups();
  const first = begin();
  asked[0]?.reject(new Error('away'));
  expect(await first.answer).toMatchObject({ kind: 'failed' });
  expect(failures).toHaveLength(1);
  expect(await begin().answer).toMatchObject({ kind: 'failed' });
  begin('b');
  clock.ms = 1_000;
  begin();
  expect([asked.length, ends]).toEqual([3, ['failed', 'not_asked']]);
});
