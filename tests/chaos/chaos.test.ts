import { expect, it, onTestFinished } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { startChaos } from './chaos-process.ts';

it('loses nothing and does nothing twice while every kind of process dies and U-ON misbehaves', async () => {
  const chaos = await startChaos(['--seed', '1', '--calls', '25', '--accounts', '3']);
  onTestFinished(() => chaos.remove());
  const code = await chaos.ended();
  const lastLine = chaos.output().trimEnd().split('\n').at(-1) ?? '';
  expect(lastLine, chaos.output()).toMatch(
    /^chaos seed 1: 25 calls, 3 accounts, [5-9] kills, 0 lost, 0 doubled, 0 out of order, 0 over the limit, 0 wrong$/,
  );
  expect(code).toBe(0);
  expect(await chaos.leftovers()).toEqual([]);
}, 400_000);

it('leaves nothing behind when it is stopped', async () => {
  const chaos = await startChaos(['--seed', '1', '--calls', '25', '--accounts', '3']);
  onTestFinished(() => chaos.remove());
  await waitFor('its servers to start', () => chaos.output().includes('✓ Temporal'), 120_000);
  chaos.signal('SIGINT');
  expect(await chaos.ended()).toBe(130);
  expect(await chaos.leftovers()).toEqual([]);
}, 200_000);
