import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const METHOD = /(?:const method = |\{ method: )'([a-z_/-]+)'/;
/** A method of a client of U-ON, from its name to the next one's. */
const MEMBERS = /^ {4}(?=\w+: (?:async )?\()/m;

const codeIn = (pattern: string) =>
  globSync(pattern)
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => ({ name: file.replace(/.*\//, ''), code: readFileSync(file, 'utf8') }));

/** By our name of a request U-ON's, as `uon/` makes it. */
function methodsAsked(): Map<string, string> {
  const members = codeIn('uon/*.ts').flatMap(({ code }) => code.split(MEMBERS).slice(1));
  return new Map(
    members.flatMap((code) => {
      const [method, name] = [METHOD.exec(code)?.[1], /^\w+/.exec(code)?.[0]];
      return method === undefined || name === undefined ? [] : [[name, method]];
    }),
  );
}

/** By U-ON's method the activities that ask it. */
function callers(): Record<string, string[]> {
  const asked = methodsAsked();
  const all: Record<string, string[]> = Object.fromEntries([...asked.values()].map((method) => [method, []]));
  for (const { name, code } of codeIn('activities/**/*.ts')) {
    const here = new Set(
      [...code.matchAll(/\buon\s*\.(\w+)\(/g)].map(([, called = '']) => asked.get(called) ?? `? ${called}`),
    );
    for (const method of here) (all[method] ??= []).push(name);
  }
  return all;
}

it('docs/uon-variants.md has a row for every method that is asked, with all activities that ask it, and no other', () => {
  const [, methods = ''] = /^## Methods\n(.*?)^## /ms.exec(readFileSync('docs/uon-variants.md', 'utf8')) ?? [];
  const rows = [...methods.matchAll(/^\| `([^`]+)` \|[^|]*\|([^|]*)\|/gm)].map(([, method = '', cell = '']) => [
    method,
    [...cell.matchAll(/`([\w-]+\.ts)`/g)].map(([, file]) => file).toSorted(),
  ]);
  const asked = Object.entries(callers()).map(([method, files]) => [method, files.toSorted()]);
  expect(asked.length).toBeGreaterThan(15);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(asked));
});
