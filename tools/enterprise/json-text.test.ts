import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { JsonTextError, parseJsonText } from './json-text.ts';

function problem(text: string): string {
  try {
    parseJsonText(text);
  } catch (error) {
    if (error instanceof JsonTextError) return error.message;
    throw error;
  }
  return '';
}

describe('parseJsonText', () => {
  it.each([
    ['{"a": 1,\n  "b": demo-key-of-an-agency, "c": 2}', 'is not JSON: line 2, column 8: unexpected "d"'],
    ['{"a": 1,\n}', 'is not JSON: line 2, column 1: Expected double-quoted property name'],
    ['{"a": tru}', 'is not JSON: line 1, column 10: unexpected "}"'],
    ['{a: 1}', "is not JSON: line 1, column 2: Expected property name or '}'"],
    ['', 'is not JSON: it ends too early'],
    ['{"a": 1}}', 'is not JSON: line 1, column 9: Unexpected non-whitespace character after JSON'],
  ])('says where %j stops being JSON, without the text around it', (text, message) => {
    expect(problem(text)).toBe(message);
  });

  it('takes all JSON, with a byte order mark too', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(parseJsonText(`\uFEFF${json}`)).toEqual(JSON.parse(json));
      }),
    );
  });

  it('names the place of a letter that does not belong, wherever it stands', () => {
    const text = JSON.stringify({ number: '0367', lines: [1, 2, { trunk: 'x' }], deep: { deeper: [null, true] } });
    fc.assert(
      fc.property(fc.nat(text.length - 1), (at) => {
        const broken = `${text.slice(0, at)}\u0001${text.slice(at)}`;
        expect(problem(broken)).toContain(`line 1, column ${at + 1}: `);
      }),
    );
  });
});
