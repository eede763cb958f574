import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Chapters 3, 4 and 5 at level 2 of ASVS 4.0.3: section, and its requirements. Those of level 3 alone, and 4.1.4, which is none, are left out. */
const WHOLE: Readonly<Record<string, readonly number[]>> = {
  ...{ '3.1': [1], '3.2': [1, 2, 3, 4], '3.3': [1, 2, 3, 4], '3.4': [1, 2, 3, 4, 5], '3.5': [1, 2, 3], '3.7': [1] },
  ...{ '4.1': [1, 2, 3, 5], '4.2': [1, 2], '4.3': [1, 2, 3] },
  ...{ '5.1': [1, 2, 3, 4, 5], '5.2': [1, 2, 3, 4, 5, 6, 7, 8], '5.3': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
  ...{ '5.4': [1, 2, 3], '5.5': [1, 2, 3, 4] },
};

const lines = readFileSync('docs/asvs.md', 'utf8').split('\n');
const rows = lines
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [, requirement = '', how = '', shown = ''] = line.split('|').map((cell) => cell.trim());
    const [, file, title] = /^`([^`]+)`: (.+)$/.exec(shown) ?? [];
    return { requirement, how, shown, file, title };
  });

it.each(Object.entries(WHOLE))('all of %s stand in the list', (section, numbers) => {
  const listed = rows.flatMap(({ requirement }) => requirement.match(/\d+\.\d+\.\d+/g) ?? []);
  expect(numbers.map((number) => `${section}.${number}`).filter((one) => !listed.includes(one))).toEqual([]);
});

it.each(rows)('$requirement is shown by a test that there is, or does not apply', ({ how, shown, file, title }) => {
  if (file === undefined) return expect([shown, how]).toEqual(['does not apply', expect.stringMatching(/./)]);
  expect(readFileSync(file, 'utf8')).toContain(`'${title}'`);
});

it('what is open stands at the end again', () => {
  const open = rows.filter(({ how }) => how.includes('*open*')).map(({ requirement }) => requirement.split(' ')[0]);
  const atTheEnd = lines.slice(lines.indexOf('## Open')).join('\n');
  expect(open.length).toBeGreaterThan(0);
  expect(open.filter((one) => !atTheEnd.includes(`- ${one}:`))).toEqual([]);
});
