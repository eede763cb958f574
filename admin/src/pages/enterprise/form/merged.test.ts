import { expect, it } from 'vitest';
import { merged } from './merged.ts';

it.each([
  [
    { a: 1, b: 1 },
    { a: 2, b: 1 },
    { a: 1, b: 3 },
    { a: 2, b: 3 },
  ],
  [{ a: 1 }, { a: 2 }, { a: 3 }, { a: 2 }],
  [{ a: 1 }, { a: 1 }, { a: 3 }, { a: 3 }],
  [{ a: { b: 1, c: 1 } }, { a: { b: 2, c: 1 } }, { a: { b: 1, c: 3 } }, { a: { b: 2, c: 3 } }],
  [{ a: [1] }, { a: [1, 2] }, { a: [3] }, { a: [1, 2] }],
  [{ a: [1] }, { a: [1] }, { a: [3] }, { a: [3] }],
])('of %j I made %j, they %j: %j', (before, mine, theirs, together) => {
  expect(merged<object>(before, mine, theirs)).toEqual(together);
});
