import { expect, it } from 'vitest';
import { waitFor } from '../../../tests/support/wait-for.ts';
import { createLiveCalls, type LiveCallsOptions, type Watcher } from './live-calls.ts';
import type { LiveCall } from './row.ts';

const call = (id: string, closed = false): LiveCall => ({
  ...{
    call_id: id,
    opened_at: '2025-09-14T10:00:00.000Z',
    status: closed ? 'ended' : 'ringing',
    direction: 'incoming',
  },
  ...{ answered: false, phone: null, name: null, line: null, extension: null, manager: null, duration_s: null },
  ...{ failed_steps: 0, has_recording: false, closed, forgotten: false, last_step: null },
});

/** A journal of open calls, by enterprise and id, with how often each was written; those that were opened last come last. */
function journal({ most = 500 } = {}) {
  const open = new Map<string, number>();
  const asked = { looks: 0, enterprises: [] as readonly string[], calls: [] as string[] };
  const failures: unknown[] = [];
  const read: { calls: LiveCallsOptions['calls'] } = {
    calls: (enterprise, ids) => {
      asked.calls.push(...ids);
      return Promise.resolve(ids.map((id) => call(id, !open.has(`${enterprise}/${id}`))));
    },
  };
  const live = createLiveCalls({
    openVersions: (enterprises) => {
      asked.looks += 1;
      asked.enterprises = enterprises;
      const found = [...open].map(([key, version]) => {
        const [enterprise = '', callId = ''] = key.split('/');
        return { enterprise, callId, version };
      });
      const wanted = enterprises.flatMap((each) => found.filter(({ enterprise }) => enterprise === each).slice(-most));
      return Promise.resolve(wanted);
    },
    calls: (enterprise, ids) => read.calls(enterprise, ids),
    ...{ everyMs: EVERY_MS, most, onFailure: (error) => failures.push(error) },
  });
  return { open, asked, live, read, failures };
}
const EVERY_MS = 5;

function watcher(): Watcher & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    open: (calls) => void told.push(`open ${calls.map(({ call_id }) => call_id).join(' ')}`),
    call: ({ call_id: id, closed }) => void told.push(`${id}${closed ? ' closed' : ''}`),
    left: (id) => void told.push(`${id} left`),
  };
}

it('many who watch are told the same of one look, and whoever comes later what is open then', async () => {
  const { open, asked, live } = journal();
  open.set('a/1', 1).set('b/9', 1);
  const [first, second] = [watcher(), watcher()];
  live.watch('a', first);
  live.watch('a', second);
  await waitFor('the first look', () => first.told.length === 1 && second.told.length === 1);
  expect(asked.calls).toEqual(['1']);
  open.set('a/2', 0);
  await waitFor('the new one', () => second.told.length === 2);
  open.delete('a/1');
  await waitFor('the end of the first', () => second.told.length === 3);
  expect(first.told).toEqual(['open 1', '2', '1 closed']);
  expect(second.told).toEqual(first.told);
  expect(asked.calls).toEqual(['1', '2', '1']);
  const late = watcher();
  live.watch('a', late);
  await waitFor('the late one', () => late.told.length === 1);
  expect(late.told).toEqual(['open 2']);
  expect(asked.enterprises).toEqual(['a']);
});

it('a call that too many newer ones push out leaves, and comes back when there is room', async () => {
  const { open, live } = journal({ most: 2 });
  open.set('a/1', 1).set('a/2', 1);
  const someone = watcher();
  live.watch('a', someone);
  await waitFor('the first look', () => someone.told.length === 1);
  open.set('a/3', 1);
  await waitFor('the third and the first', () => someone.told.length === 3);
  open.delete('a/3');
  await waitFor('the end of the third', () => someone.told.length === 5);
  expect(someone.told[0]).toBe('open 1 2');
  expect(someone.told.slice(1, 3)).toEqual(['3', '1 left']);
  expect(someone.told.slice(3).toSorted()).toEqual(['1', '3 closed']);
});

it('no look begins while one goes on, though another enterprise can not be read', async () => {
  const { open, asked, live, read, failures } = journal();
  open.set('a/1', 1).set('b/1', 1);
  const { promise: slow, resolve: answer } = Promise.withResolvers<LiveCall[]>();
  read.calls = (enterprise) => (enterprise === 'a' ? slow : Promise.reject(new Error('away')));
  const [first, second] = [watcher(), watcher()];
  live.watch('a', first);
  live.watch('b', second);
  await waitFor('a look', () => asked.looks === 1);
  await looksAnyway();
  expect([asked.looks, first.told]).toEqual([1, []]);
  read.calls = (_enterprise, ids) => Promise.resolve(ids.map((id) => call(id)));
  answer([call('1')]);
  await waitFor('both', () => first.told.length + second.told.length === 2);
  expect([first.told, second.told, failures]).toEqual([['open 1'], ['open 1'], [new Error('away')]]);
});

/** As long as it takes another one, who is watched all the while, to look so often. */
async function looksAnyway(times = 5): Promise<void> {
  const { asked, live } = journal();
  const leave = live.watch('a', watcher());
  await waitFor('looks of another', () => asked.looks >= times);
  leave();
}

it('nothing is asked while nobody watches', async () => {
  const { asked, live } = journal();
  const someone = watcher();
  const leave = live.watch('a', someone);
  await waitFor('a look', () => someone.told.length === 1);
  leave();
  // One that is about to come finds nobody.
  await looksAnyway();
  const { looks } = asked;
  await looksAnyway();
  expect(asked.looks).toBe(looks);
  const again = watcher();
  live.watch('a', again);
  await waitFor('a look', () => again.told.length === 1);
});
