import { tokens, type Token } from './tokens.ts';

export interface Import {
  /** As written: `../domain/phone.ts`, `node:fs`, `zod`. */
  specifier: string;
  /** `import type` or `export type`: it leaves nothing at run time. */
  typeOnly: boolean;
  line: number;
}

/** All imports and re-exports of a TypeScript source, `import()` included. */
export function importsOf(source: string): Import[] {
  const all = tokens(source);
  return all.flatMap((token, index) => {
    if (token.kind !== 'word' || isSign(all[index - 1], '.')) return [];
    if (token.value === 'import') return importAt(all, index);
    return token.value === 'export' ? exportAt(all, index) : [];
  });
}

function importAt(all: readonly Token[], index: number): Import[] {
  const next = all[index + 1];
  if (isSign(next, '.')) return [];
  // import 'x' and import('x')
  const specifier = isSign(next, '(') ? all[index + 2] : next;
  if (specifier?.kind === 'text') return [{ specifier: specifier.value, typeOnly: false, line: specifier.line }];
  return fromClause(all, index);
}

function exportAt(all: readonly Token[], index: number): Import[] {
  const first = isTypeKeyword(all, index) ? all[index + 2] : all[index + 1];
  return isSign(first, '{') || isSign(first, '*') ? fromClause(all, index) : [];
}

/** Names, braces, commas and stars, then `from 'x'`. */
function fromClause(all: readonly Token[], index: number): Import[] {
  for (let at = index + 1; at < all.length; at++) {
    const [token, next] = [all[at], all[at + 1]];
    if (token?.value === 'from' && next?.kind === 'text') {
      return [{ specifier: next.value, typeOnly: isTypeKeyword(all, index), line: all[index]?.line ?? next.line }];
    }
    // `export { "odd name" as x }` has a text; anything else ends what is no import.
    if (token?.kind === 'sign' && !['{', '}', ',', '*'].includes(token.value)) return [];
  }
  return [];
}

/** `import type { … }`, but not `import type from 'x'`, where `type` is a name. */
function isTypeKeyword(all: readonly Token[], index: number): boolean {
  return all[index + 1]?.value === 'type' && all[index + 2]?.value !== 'from';
}

function isSign(token: Token | undefined, value: string): boolean {
  return token?.kind === 'sign' && token.value === value;
}
