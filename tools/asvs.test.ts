import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rows = [...readFileSync('docs/asvs.md', 'utf8').matchAll(/^\| (\d[^|]*) \|[^|]*\| `([^`]+)`: ([^|]+) \|$/gm)].map(
  ([, requirement = '', file = '', title = '']) => ({ requirement, file, title }),
);

it('the list has a test for each line', () => expect(rows.length).toBeGreaterThan(20));

it.each(rows)('$requirement is shown by a test that there is', ({ file, title }) => {
  expect(readFileSync(file, 'utf8')).toContain(`'${title}'`);
});
