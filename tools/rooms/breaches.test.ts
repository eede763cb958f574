import { expect, test } from 'vitest';

import { breachesOf } from './breaches.ts';

const problems = (file: string, source: string): string[] =>
  breachesOf(file, source).map(({ place, problem }) => `${place} ${problem}`);

test('a room that the table does not name may not be entered', () => {
  expect(problems('domain/phone.ts', "import { pool } from '../db/pool.ts';")).toEqual([
    'domain/phone.ts:1 domain/ must not import db/pool.ts',
  ]);
  expect(problems('db/calls.ts', "import { phone } from '../domain/phone.ts';")).toEqual([]);
});

test('inside a room everything may be imported, from its subfolders too', () => {
  expect(problems('uon/routes/user.ts', "import { UonError } from '../errors.ts';")).toEqual([]);
});

test('workflows may import types of activities, nothing else of them', () => {
  expect(problems('workflows/call.ts', "import type { Activities } from '../activities/contract/calls.ts';")).toEqual(
    [],
  );
  expect(problems('workflows/call.ts', "\nimport { create } from '../activities/contract/calls.ts';")).toEqual([
    'workflows/call.ts:2 workflows/ may import types only (import type) of activities/contract/calls.ts',
  ]);
});

test('of workflows the names may be imported, of the rest only types', () => {
  const source = (file: string, type = ''): string => `import ${type}{ x } from '../workflows/${file}';`;
  for (const room of ['activities', 'intake', 'api']) {
    expect(problems(`${room}/a.ts`, source('names.ts') + source('call.ts', 'type '))).toEqual([]);
    expect(problems(`${room}/a.ts`, source('call.ts'))).toHaveLength(1);
  }
});

test('tests, tools and workers may import all', () => {
  const source = "import { x } from '../api/app.ts';";
  for (const file of [
    'workers/api.ts',
    'tools/bench.ts',
    'tests/call.test.ts',
    'domain/phone.test.ts',
    'vitest.config.ts',
  ]) {
    expect(problems(file, source)).toEqual([]);
  }
});

test('a folder that is no room is told', () => {
  expect(problems('helpers/strings.ts', '')).toEqual(['helpers/strings.ts:1 helpers/ is no room of the table']);
});
