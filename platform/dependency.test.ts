import { expect, it, onTestFinished } from 'vitest';
import { watchDependency, type Standing } from './dependency.ts';

function watched(check: () => Promise<unknown>, answerMs = 1_000) {
  const changes: Standing[] = [];
  const dependency = watchDependency({ check, everyMs: 60_000, answerMs, onChange: (now) => changes.push(now) });
  onTestFinished(() => dependency.stop());
  return { dependency, changes };
}

it('is away since the first look that found it so, and told once', async () => {
  let isAway = true;
  const { dependency, changes } = watched(async () => {
    if (isAway) throw new Error('away');
  });
  const first = await dependency.look();
  const second = await dependency.look();
  expect(second).toBe(first);
  expect(first).toMatchObject({ isUp: false, since: expect.any(Date) });
  isAway = false;
  expect(await dependency.look()).toEqual({ isUp: true });
  expect(changes.map(({ isUp }) => isUp)).toEqual([false, true]);
});

it('counts as away when it does not answer in time', async () => {
  const { dependency } = watched(() => new Promise(() => undefined), 10);
  expect((await dependency.look()).isUp).toBe(false);
});

it('asks once, however many look at the same time', async () => {
  let asked = 0;
  const { dependency } = watched(async () => (asked += 1));
  await Promise.all([dependency.look(), dependency.look(), dependency.look()]);
  expect(asked).toBe(1);
});
