import { expect, it } from 'vitest';
import { areLinkedByIds } from './linked-by-ids.ts';

it.each([
  ['none', [], true],
  ['one alone', [['5']], true],
  ['two with one id', [['5'], ['7', '5']], true],
  ['a chain', [['1'], ['3', '4'], ['2', '3'], ['1', '2']], true],
  ['two that share nothing', [['5'], ['7']], false],
  ['one without an id', [['5'], []], false],
  ['a pair and another', [['5'], ['5'], ['8']], false],
])('%s', (_what, ids, areLinked) => {
  expect(areLinkedByIds(ids.map((each) => ({ ids: each })))).toBe(areLinked);
});
