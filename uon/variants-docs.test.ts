import { globSync, readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

const METHOD = /(?:const method = |\{ method: )'([a-z_/-]+)'/g;

it('docs/uon-variants.md has a row for every method that is asked, and no other', () => {
  const sources = globSync('uon/*.ts').filter((file) => !file.endsWith('.test.ts'));
  const asked = sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(METHOD)].map(([, name]) => name));
  const [, methods = ''] = /^## Methods\n(.*?)^## /ms.exec(readFileSync('docs/uon-variants.md', 'utf8')) ?? [];
  const rows = [...methods.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(asked.length).toBeGreaterThan(15);
  expect(rows.toSorted()).toEqual([...new Set(asked)].toSorted());
});

it('each of its activities is a file', () => {
  const [, methods = ''] = /^## Methods\n(.*?)^## /ms.exec(readFileSync('docs/uon-variants.md', 'utf8')) ?? [];
  const named = [...methods.matchAll(/`([a-z-]+\.ts)`/g)].map(([, file]) => `activities/${file}`);
  const files = globSync('activities/*.ts');
  expect(named.filter((file) => !files.includes(file))).toEqual([]);
});
