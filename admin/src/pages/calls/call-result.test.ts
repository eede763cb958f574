import { expect, it } from 'vitest';
import { callResult } from './call-result.ts';

it.each([
  ['ringing', 'incoming', false, 'ringing'],
  ['talking', 'outgoing', true, 'talking'],
  ['ended', 'incoming', true, 'answered'],
  ['ended', 'incoming', false, 'missed'],
  ['ended', 'outgoing', false, 'unanswered'],
  ['ended', 'internal', false, 'unanswered'],
  ['ended', null, false, 'unanswered'],
] as const)('%s, %s, answered: %s is %s', (status, direction, answered, result) => {
  expect(callResult({ status, direction, answered }).result).toBe(result);
});
