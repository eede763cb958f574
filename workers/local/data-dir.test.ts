import { statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { openDataDir } from './data-dir.ts';
import { madeSecret } from './made-secret.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

test('a second start on the same folder is told who holds it', () => {
  const path = join(temporaryFolder(), 'deep', 'data');
  const first = openDataDir(path);
  expect(() => openDataDir(path)).toThrow(`${path} is in use by process ${process.pid}`);
  first.release();
  openDataDir(path).release();
});

test('a secret is made once and only its owner may read it', () => {
  const file = join(temporaryFolder(), 'secret');
  const secret = madeSecret(file);
  expect(secret).toHaveLength(43);
  expect(madeSecret(file)).toBe(secret);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
