import { expect, test } from 'vitest';

import { importsOf } from './imports.ts';

const specifiers = (source: string): string[] => importsOf(source).map(({ specifier }) => specifier);

test('every form of import and re-export is found, over several lines too', () => {
  const source = [
    "import 'a';",
    "import b from 'b';",
    "import * as c from 'c';",
    "import d, { e as f } from 'd';",
    'import {\n  g,\n  h,\n} from "g";',
    "export * from 'i';",
    "export { j as default } from 'j';",
    "const k = await import('k');",
  ].join('\n');
  expect(specifiers(source)).toEqual(['a', 'b', 'c', 'd', 'g', 'i', 'j', 'k']);
});

test('types are told from values; a name that is called type is a value', () => {
  const source = [
    "import type { A } from 'a';",
    "import { type B } from 'b';",
    "import type from 'c';",
    "export type { D } from 'd';",
    "export type * from 'e';",
  ].join('\n');
  expect(importsOf(source).map(({ typeOnly }) => typeOnly)).toEqual([true, false, false, true, true]);
});

test('what only looks like an import is none', () => {
  const source = [
    "// import 'comment';",
    "/* import 'block';\n import 'block'; */",
    'const text = "import \'text\'";',
    "const template = `import 'template' ${`import 'inner'`} import 'after'`;",
    "const regex = /import 'regex'/; const half = 4 / 2;",
    'const url = import.meta.url;',
    "export const from = 'x';",
    "export type Named = { from: 'y' };",
    "object.import('method');",
  ].join('\n');
  expect(specifiers(source)).toEqual([]);
});

test('quotes in regular expressions and globs in strings do not lead astray', () => {
  const source = ["const quote = text.replace(/['\"]/g, '');", "const glob = '**/*.ts';", "import a from 'a';"].join(
    '\n',
  );
  expect(specifiers(source)).toEqual(['a']);
});

test('the line is that of the statement', () => {
  expect(importsOf("\n\nimport {\n  a,\n} from 'a';").map(({ line }) => line)).toEqual([3]);
});
