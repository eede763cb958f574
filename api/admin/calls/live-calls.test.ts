import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { waitFor } from '../../../tests/support/wait-for.ts';
import { createLiveCalls, type Watcher } from './live-calls.ts';
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

/** A journal of open calls, by enterprise and id, with how often each was written. */
function journal() {
  const open = new Map<string, number>();
  const asked = { looks: 0, enterprises: [] as readonly string[], calls: [] as string[] };
  const live = createLiveCalls({
    openVersions: (enterprises) => {
      asked.looks += 1;
      asked.enterprises = enterprises;
      const found = [...open].map(([key, version]) => {
        const [enterprise = '', callId = ''] = key.split('/');
        return { enterprise, callId, version };
      });
      return Promise.resolve(found.filter(({ enterprise }) => enterprises.includes(enterprise)));
    },
    calls: (enterprise, ids) => {
      asked.calls.push(...ids);
      return Promise.resolve(ids.map((id) => call(id, !open.has(`${enterprise}/${id}`))));
    },
    ...{ everyMs: 5, most: 500, onFailure: () => undefined },
  });
  return { open, asked, live };
}

function watcher(): Watcher & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    open: (calls) => void told.push(`open ${calls.map(({ call_id }) => call_id).join(' ')}`),
    call: ({ call_id: id, closed }) => void told.push(`${id}${closed ? ' closed' : ''}`),
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

it('nothing is asked while nobody watches', async () => {
  const { asked, live } = journal();
  const someone = watcher();
  const leave = live.watch('a', someone);
  await waitFor('a look', () => someone.told.length === 1);
  leave();
  await pause(20);
  const { looks } = asked;
  await pause(50);
  expect(asked.looks).toBe(looks);
  const again = watcher();
  live.watch('a', again);
  await waitFor('a look', () => again.told.length === 1);
});
