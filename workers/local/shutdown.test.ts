import { expect, test } from 'vitest';

import { createShutdown } from './shutdown.ts';
import type { Supervised } from './supervisor.ts';

test('the last started ends first, those of one step together', async () => {
  const order: string[] = [];
  const service = (name: string): Supervised => ({
    name,
    async stop(graceMs) {
      order.push(`${name} within ${graceMs}`);
      await Promise.resolve();
      order.push(`${name} ended`);
    },
  });
  const { keep, stopAll } = createShutdown();
  keep([service('database')], 1);
  keep([service('a'), service('b')], 2);
  await stopAll(() => undefined);
  expect(order).toEqual(['a within 2', 'b within 2', 'a ended', 'b ended', 'database within 1', 'database ended']);
});
