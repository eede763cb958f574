import { expect, it } from 'vitest';

import { readArguments, UsageError } from './arguments.ts';

it.each([
  [['apply', 'a.json'], { kind: 'apply', file: 'a.json' }],
  [['show', '0367'], { kind: 'show', number: '0367' }],
  [['remove', '0367'], { kind: 'remove', number: '0367' }],
  [['list'], { kind: 'list' }],
  [['--help'], { kind: 'help' }],
])('reads %j', (args, command) => {
  expect(readArguments(args)).toEqual(command);
});

it.each([
  [[]],
  [['apply']],
  [['apply', 'a', 'b']],
  [['show']],
  [['list', 'x']],
  [['destroy', '1']],
  [['list', '--all']],
])('refuses %j as a wrong usage', (args) => {
  expect(() => readArguments(args)).toThrow(UsageError);
});
