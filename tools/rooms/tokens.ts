export interface Token {
  kind: 'word' | 'text' | 'sign';
  /** Of a text what stands between its quotes. */
  value: string;
  line: number;
}

/** After these a slash begins a regular expression, after anything else it divides. */
const BEFORE_REGEX = new Set([
  '',
  '(',
  ',',
  '=',
  ':',
  '[',
  '!',
  '&',
  '|',
  '?',
  '{',
  '}',
  ';',
  '+',
  '-',
  '*',
  '<',
  '>',
  '%',
]);
const WORDS_BEFORE_REGEX = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'do',
  'else',
  'void',
  'await',
  'yield',
  'throw',
]);

const SPACE_OR_COMMENT = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$]*|\d[\w.]*/uy;
const QUOTED = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/y;
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;

/**
 * The tokens of a TypeScript source, as far as finding its imports needs: comments, regular expressions and what is
 * inside templates are left out, so that an `import` in them is none.
 */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  const lineAt = lineCounter(source);
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < source.length) {
    if (take(SPACE_OR_COMMENT)) continue;
    const line = lineAt(at);
    const word = take(WORD);
    if (word) {
      found.push({ kind: 'word', value: word[0], line });
      continue;
    }
    const quoted = take(QUOTED);
    if (quoted) {
      found.push({ kind: 'text', value: quoted[1] ?? quoted[2] ?? '', line });
      continue;
    }
    const sign = source[at] ?? '';
    if (sign === '`') at = endOfTemplate(source, at);
    else if (sign !== '/' || !mayBeRegex(found.at(-1)) || !take(REGEX)) at++;
    found.push({ kind: 'sign', value: sign, line });
  }
  return found;
}

function mayBeRegex(before: Token | undefined): boolean {
  if (!before) return true;
  if (before.kind === 'word') return WORDS_BEFORE_REGEX.has(before.value);
  return before.kind === 'sign' && BEFORE_REGEX.has(before.value);
}

/** The position after a template's closing backtick; templates inside `${}` are passed over too. */
function endOfTemplate(source: string, start: number): number {
  let at = start + 1;
  let depth = 0;
  for (; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '`' && depth === 0) return at + 1;
    else if (source[at] === '`') at = endOfTemplate(source, at) - 1;
    else if (source.startsWith('${', at)) depth++;
    else if (source[at] === '}' && depth > 0) depth--;
  }
  return at;
}

/** Lines counted from 1; positions must be asked for in order. */
function lineCounter(source: string): (position: number) => number {
  let line = 1;
  let counted = 0;
  return (position) => {
    for (; counted < position; counted++) if (source[counted] === '\n') line++;
    return line;
  };
}
