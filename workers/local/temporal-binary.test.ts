import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { findTemporal } from './temporal-binary.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

/** A program that only says this version. */
function fakeTemporal(folder: string, server = '1.29.1'): string {
  return script(join(folder, 'temporal'), `echo "temporal version 1.5.1 (Server ${server}, UI 2.42.1)"`);
}

function script(path: string, body: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** PATH with nothing but these and the shell's own tools. */
function search(folder: string, more: { cliPath?: string; path?: string[] } = {}) {
  const notes: string[] = [];
  const env = { PATH: [...(more.path ?? []), '/usr/bin', '/bin'].join(':'), HOME: folder };
  const cache = join(folder, 'cache');
  return { notes, cache, cliPath: more.cliPath, env, note: (text: string) => void notes.push(text) };
}

test('the one that TEMPORAL_CLI_PATH names goes before the one on PATH', async () => {
  const folder = temporaryFolder();
  const named = fakeTemporal(join(folder, 'named'));
  fakeTemporal(join(folder, 'bin'));
  expect(await findTemporal(search(folder, { cliPath: named, path: [join(folder, 'bin')] }))).toBe(named);
});

test('one that TEMPORAL_CLI_PATH names and that does not run is an error, not a reason to look elsewhere', async () => {
  const folder = temporaryFolder();
  fakeTemporal(join(folder, 'bin'));
  const nowhere = join(folder, 'nowhere');
  await expect(findTemporal(search(folder, { cliPath: nowhere, path: [join(folder, 'bin')] }))).rejects.toThrow(
    `TEMPORAL_CLI_PATH: ${nowhere} does not run`,
  );
});

test('one on PATH is taken, unless its server is too old: then the one in the cache', async () => {
  const folder = temporaryFolder();
  const onPath = fakeTemporal(join(folder, 'bin'));
  const old = fakeTemporal(join(folder, 'old'), '1.24.2');
  const cached = fakeTemporal(join(folder, 'cache', 'temporal-1.5.1'));
  expect(await findTemporal(search(folder, { path: [join(folder, 'bin')] }))).toBe(onPath);
  expect(await findTemporal(search(folder, { path: [join(old, '..')] }))).toBe(cached);
});

// Where the download's host can be reached there is nothing to build.
const canDownload = await fetch('https://temporal.download/', { signal: AbortSignal.timeout(5_000) }).then(
  () => true,
  () => false,
);

describe.skipIf(canDownload)('where it cannot be downloaded', () => {
  test('it is built with Go, once, however many want it', async () => {
    const folder = temporaryFolder();
    const count = join(folder, 'builds');
    const binary = 'temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)';
    script(
      join(folder, 'bin', 'go'),
      `echo build >> ${count}\nprintf '#!/bin/sh\\necho "${binary}"\\n' > $GOBIN/temporal\nchmod +x $GOBIN/temporal`,
    );
    const wanted = search(folder, { path: [join(folder, 'bin')] });
    const [first, second] = await Promise.all([findTemporal(wanted), findTemporal(wanted)]);
    expect(first).toBe(join(folder, 'cache', 'temporal-1.5.1', 'temporal'));
    expect(second).toBe(first);
    expect(readFileSync(count, 'utf8')).toBe('build\n');
    expect(wanted.notes.join('\n')).toMatch(/about 3 minutes/);
  });

  test('and not built either, the error says what was tried and what to do', async () => {
    const folder = temporaryFolder();
    script(join(folder, 'bin', 'go'), 'echo "no network" >&2; exit 1');
    const error: unknown = await findTemporal(search(folder, { path: [join(folder, 'bin')] })).catch((e: unknown) => e);
    expect(String(error)).toMatch(/temporal\.download.+no network.+TEMPORAL_CLI_PATH/s);
  });
});
