import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RETRIES } from '../../activities/failure.ts';
import { stepKind } from '../../admin/src/pages/call/step-kind.ts';
import { whyTold } from '../../admin/src/pages/call/why-told.ts';
import { en } from '../../admin/src/texts/en.ts';
import { ru } from '../../admin/src/texts/ru.ts';

const sources = ['workflows/call', 'workflows/recovery'].flatMap((folder) =>
  readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
);
/** What the source writes between quotes, with something in the place of what it fills in. */
const written = (pattern: RegExp) =>
  sources.flatMap((source) =>
    [...source.matchAll(pattern)].map(([, text = '']) => text.replaceAll(/\$\{[^}]+\}/g, '7').replaceAll("\\'", "'")),
  );

it('every failure has words in both languages: what it means and what to do', () => {
  for (const { failures } of [ru, en])
    expect(Object.keys(failures).toSorted()).toEqual(Object.keys(RETRIES).toSorted());
});

it('every step that a call notes is known by its name', () => {
  const names = written(/\.(?:note|attempt|begin)\(\s*['`]([^'`]+)['`]/g);
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => stepKind(name) === null)).toEqual([]);
});

it('every reason that a call notes is known by its words', () => {
  const reasons = written(/'(?:skipped|failed)',\s*(?:extension \? )?['`]([^'`]+)['`]/g);
  expect(reasons.length).toBeGreaterThan(10);
  expect(reasons.filter((reason) => whyTold(reason, ru) === null)).toEqual([]);
});
