import { expect, test } from 'vitest';

import { createProgress } from './progress.ts';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) };
}

test('without a terminal a step says that it begins, what it does and how long it took', async () => {
  const output = recorder(false);
  await createProgress(output).step('Building', async (note) => note('with Go'));
  expect(output.written.join('')).toMatch(/^… Building\n… Building: with Go\n✓ Building \(\d+\.\d s\)\n$/);
});

test('on a terminal one line is drawn over', async () => {
  const output = recorder(true);
  await createProgress(output).step('Building', () => Promise.resolve());
  expect(output.written[0]).toMatch(/^\r/);
  expect(output.written.at(-1)).toMatch(/✓ Building \(\d+\.\d s\)\n$/);
});

test('a step that fails says so and its error passes through', async () => {
  const output = recorder(false);
  const failing = createProgress(output).step('Building', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(output.written.at(-1)).toMatch(/^✗ Building/);
});
