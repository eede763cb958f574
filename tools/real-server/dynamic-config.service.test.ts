import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { builtServer, SERVER_VERSION } from './binaries.ts';

const DYNAMIC_CONFIG = fileURLToPath(new URL('../../temporal-docker/dynamicconfig.yaml', import.meta.url));

const server = builtServer(process.env)?.server;
if (!server) {
  console.warn(
    `NOT CHECKED: temporal-docker/dynamicconfig.yaml, for want of server ${SERVER_VERSION}; npm run real builds it`,
  );
}

/** What the server says of a file: its name, then errors and warnings. It ends with 0 also after warnings. */
async function validate(file: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(server ?? '', ['validate-dynamic-config', file]);
  const [name, ...findings] = stdout.trimEnd().split('\n');
  expect(name).toBe(file);
  return findings;
}

describe.skipIf(!server)("the Temporal server's own check", () => {
  test('finds nothing in our dynamic configuration', async () => {
    expect(await validate(DYNAMIC_CONFIG)).toEqual([]);
  });

  test('finds a setting that there is not, and a value of another type', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'uon-telephony-dynamic-'));
    try {
      const file = join(folder, 'wrong.yaml');
      await writeFile(file, 'no.suchSetting: [{ value: 1 }]\nmatching.useNewMatcher: [{ value: 7 }]\n');
      // The server tells them in any order.
      const told = (await validate(file)).toSorted();
      expect(told).toEqual([
        expect.stringContaining('unregistered key "no.suchSetting"'),
        expect.stringContaining('validation failed: key "matching.useNewMatcher"'),
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
