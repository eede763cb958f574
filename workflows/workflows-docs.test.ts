import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { WORKFLOW } from './names.ts';

it('ARCHITECTURE.md lists every workflow, and no other', () => {
  const [, section = ''] = /^## Workflows\n(.*?)^## /ms.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? [];
  const names = [...section.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect(names.toSorted()).toEqual(Object.values(WORKFLOW).toSorted());
});
