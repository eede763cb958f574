import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { readInstance, removeInstance, writeInstance, type Instance } from './instance.ts';

const instance: Instance = {
  pid: 1,
  startedAt: '2025-01-01T00:00:00.000Z',
  apiUrl: 'http://127.0.0.1:8080',
  databaseUrl: 'postgres://uon:secret@127.0.0.1:20000/uon_telephony',
  temporalAddress: '127.0.0.1:20001',
  temporalNamespace: 'default',
  uonUrl: 'https://api.u-on.ru',
};

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'instance-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('what was written is read back, by its owner alone', () => {
  writeInstance(dataDir, instance);
  expect(readInstance(dataDir)).toEqual(instance);
  expect(statSync(join(dataDir, 'instance.json')).mode & 0o777).toBe(0o600);
});

test('there is none before the start, after the stop, or where the file is broken', () => {
  expect(readInstance(dataDir)).toBeUndefined();
  writeInstance(dataDir, instance);
  removeInstance(dataDir);
  expect(readInstance(dataDir)).toBeUndefined();
  writeFileSync(join(dataDir, 'instance.json'), '{"pid":');
  expect(readInstance(dataDir)).toBeUndefined();
});
