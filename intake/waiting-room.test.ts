import { expect, it } from 'vitest';
import { createWaitingRoom, NoRoomError } from './waiting-room.ts';

/** All that can go on without waiting has. */
const settled = () => new Promise(setImmediate);

function held() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { work: () => promise, finish: resolve };
}

it('lets so many of a key work at once, the others in their order, and other keys beside them', async () => {
  const room = createWaitingRoom({ atOnce: 2, room: 100, waitMs: 10_000 });
  const began: string[] = [];
  const jobs = ['a1', 'a2', 'a3', 'a4', 'b1'].map((name) => ({ name, ...held() }));
  const done = jobs.map(({ name, work }) =>
    room.enter(name.slice(0, 1), () => {
      began.push(name);
      return work();
    }),
  );
  await settled();
  expect(began).toEqual(['a1', 'a2', 'b1']);
  jobs[1]?.finish('a2');
  await settled();
  expect(began).toEqual(['a1', 'a2', 'b1', 'a3']);
  for (const { name, finish } of jobs) finish(name);
  expect(await Promise.all(done)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1']);
  expect(room.size).toBe(0);
});

it('sends away who finds it full, and takes the next once there is room', async () => {
  const room = createWaitingRoom({ atOnce: 1, room: 2, waitMs: 10_000 });
  const first = held();
  const [one, two] = [room.enter('a', first.work), room.enter('a', () => Promise.resolve('two'))];
  await expect(room.enter('b', () => Promise.resolve('three'))).rejects.toThrow(NoRoomError);
  first.finish('one');
  expect([await one, await two]).toEqual(['one', 'two']);
  expect(await room.enter('b', () => Promise.resolve('four'))).toBe('four');
});

it('sends away who waited too long, and passes the turn by', async () => {
  const room = createWaitingRoom({ atOnce: 1, room: 10, waitMs: 20 });
  const first = held();
  const one = room.enter('a', first.work);
  await expect(room.enter('a', () => Promise.resolve('two'))).rejects.toThrow(NoRoomError);
  first.finish('one');
  await one;
  expect(await room.enter('a', () => Promise.resolve('three'))).toBe('three');
});

it('gives the turn on when the work fails', async () => {
  const room = createWaitingRoom({ atOnce: 1, room: 10, waitMs: 1_000 });
  const failing = room.enter('a', () => Promise.reject(new Error('broken')));
  const next = room.enter('a', () => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('next');
  expect(room.size).toBe(0);
});
