import { expect, it } from 'vitest';
import { createFairTurns } from './fair-turns.ts';
import { NoRoomError } from './waiting-room.ts';

/** All that can go on without waiting has. */
const settled = () => new Promise(setImmediate);

function jobs(names: readonly string[]) {
  return names.map((name) => ({ name, ...Promise.withResolvers<void>() }));
}

it('gives each key a turn, whatever waits of another one', async () => {
  const turns = createFairTurns({ limit: () => 1, room: 100 });
  const began: string[] = [];
  const all = jobs(['a1', 'a2', 'a3', 'b1', 'c1', 'b2']);
  const ended = all.map(({ name, promise }) =>
    turns.enter(name.slice(0, 1), async () => {
      began.push(name);
      await promise;
    }),
  );
  for (const { resolve } of all) resolve();
  await Promise.all(ended);
  expect(began).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
});

it('goes by the limit of the moment', async () => {
  let limit = 1;
  const turns = createFairTurns({ limit: () => limit, room: 100 });
  const all = jobs(['a', 'b', 'c', 'd']);
  let began = 0;
  const ended = all.map(({ name, promise }) =>
    turns.enter(name, () => {
      began += 1;
      return promise;
    }),
  );
  await settled();
  expect(began).toBe(1);
  limit = 3;
  all[0]?.resolve();
  await settled();
  expect(began).toBe(4);
  for (const { resolve } of all) resolve();
  await Promise.all(ended);
});

it('sends away who finds it full, and goes on after a failure', async () => {
  const turns = createFairTurns({ limit: () => 1, room: 2 });
  const [first] = jobs(['first']);
  const one = turns.enter('a', () => first?.promise ?? Promise.resolve());
  const two = turns.enter('a', () => Promise.resolve('two'));
  await expect(turns.enter('b', () => Promise.resolve())).rejects.toThrow(NoRoomError);
  first?.reject(new Error('away'));
  await expect(one).rejects.toThrow('away');
  expect(await two).toBe('two');
});
