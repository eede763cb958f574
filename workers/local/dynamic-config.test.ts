import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { dynamicConfigArguments } from './dynamic-config.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

test('the settings of production become arguments of the development server, as JSON values', async () => {
  const args = await dynamicConfigArguments(new URL('../../temporal-docker/dynamicconfig.yaml', import.meta.url));
  expect(args.filter((_, index) => index % 2 === 0)).toEqual(Array(args.length / 2).fill('--dynamic-config-value'));
  expect(args).toEqual(
    expect.arrayContaining([
      'history.transferProcessorMaxPollRPS=2000',
      'history.timerProcessorMaxTimeShift="10ms"',
      'matching.enableFairness=true',
      'matching.numTaskqueueReadPartitions=1',
    ]),
  );
});

test('a value for one namespace only, which the development server cannot be told, is refused', async () => {
  const file = join(temporaryFolder(), 'config.yaml');
  writeFileSync(file, 'a.b:\n  - value: 1\n    constraints: { namespace: x }\n');
  await expect(dynamicConfigArguments(file)).rejects.toThrow('constraints');
});
