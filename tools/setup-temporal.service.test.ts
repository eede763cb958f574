import { execFile } from 'node:child_process';

import { expect, inject, it } from 'vitest';

const address = inject('services').temporalAddress;

function run(env: Record<string, string>, args: string[] = []): Promise<{ code: unknown; output: string }> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH, DATA_DIR: '/nowhere', ...env } };
    execFile(process.execPath, ['tools/setup-temporal.ts', ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, output: stdout + stderr });
    });
  });
}

it('npm run setup:temporal says what it did; twice in a row it changes nothing', async () => {
  const env = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: `set-up-by-a-test-${Date.now()}` };
  const first = await run(env, ['--retention', '2d']);
  expect(first).toMatchObject({
    code: 0,
    output: expect.stringContaining('made, the histories of closed calls are kept'),
  });
  expect(first.output).toContain('for 48 h');
  const second = await run(env);
  expect(second.code).toBe(0);
  expect(second.output.split('\n').filter((line) => line.startsWith('✓'))).toEqual([]);
  expect(second.output).toContain('is ready; changed now: 0');
});

it('npm run setup:temporal without a server, or with a wrong wish, says so and fails', async () => {
  expect(await run({})).toMatchObject({ code: 1, output: expect.stringContaining('give TEMPORAL_ADDRESS') });
  expect(await run({}, ['--retention', 'ever'])).toMatchObject({ code: 2, output: expect.stringContaining('72h') });
  expect(await run({ TEMPORAL_TLS: 'perhaps' })).toMatchObject({
    code: 1,
    output: expect.stringContaining('TEMPORAL_TLS'),
  });
});
