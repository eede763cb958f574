import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LATER } from './later.ts';

it('what does nothing yet is marked as in docs/settings.md', () => {
  const blocks = readFileSync('docs/settings.md', 'utf8')
    .split(/^### `uon\./m)
    .slice(1);
  const marked = blocks.flatMap((text) => {
    const block = /^\w+/.exec(text)?.[0] ?? '';
    const rows = (text.split(/^## /m)[0] ?? '').matchAll(/^\| `(\w+)` .*\*\*\(later\)\*\*/gm);
    return [...rows].map(([, key]) => `${block}.${key}`);
  });
  expect(LATER.toSorted()).toEqual(marked.toSorted());
});
