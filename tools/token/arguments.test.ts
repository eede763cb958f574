import { expect, it } from 'vitest';

import { readTokenArguments, TokenUsageError } from './arguments.ts';

it.each([
  [['add', 'site'], { kind: 'add', name: 'site', enterprises: null }],
  [
    ['add', 'site', '--enterprise', '0367', '--enterprise=0368', '--enterprise', '0367'],
    { kind: 'add', name: 'site', enterprises: ['0367', '0368'] },
  ],
  [['revoke', 'site'], { kind: 'revoke', name: 'site' }],
  [['list'], { kind: 'list' }],
  [['--help'], { kind: 'help' }],
])('reads %j', (args, command) => {
  expect(readTokenArguments(args)).toEqual(command);
});

it.each([
  [[]],
  [['add']],
  [['add', 'a', 'b']],
  [['add', 'a b']],
  [['add', 'site', '--enterprise']],
  [['revoke']],
  [['revoke', 'a', '--enterprise', '1']],
  [['list', 'x']],
  [['destroy', 'x']],
])('refuses %j as a wrong usage', (args) => {
  expect(() => readTokenArguments(args)).toThrow(TokenUsageError);
});
