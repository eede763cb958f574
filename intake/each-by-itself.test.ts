import { ServiceError } from '@temporalio/client';
import { expect, it } from 'vitest';
import { eachByItself } from './each-by-itself.ts';

const AWAY = Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: '', metadata: {} });

/** What was tried, and how many failures were told, where the second of four fails so. */
async function tried(failure: Error) {
  const begun: number[] = [];
  const told: unknown[] = [];
  const work = async (item: number) => {
    begun.push(item);
    if (item === 2) throw failure;
  };
  await eachByItself([1, 2, 3, 4], work, (error) => told.push(error));
  return { begun, told: told.length };
}

it('one that fails holds up none behind it', async () => {
  expect(await tried(new Error('settings that can not be read'))).toEqual({ begun: [1, 2, 3, 4], told: 1 });
});

it.each([
  ['Temporal', new ServiceError('Failed to start', { cause: AWAY })],
  ['the database', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
])('what all need ends it: %s is away', async (_what, failure) => {
  expect(await tried(failure)).toEqual({ begun: [1, 2], told: 1 });
});
