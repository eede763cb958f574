import { expect, it } from 'vitest';
import { AdminUsageError, readAdminArguments } from './arguments.ts';

it.each([
  [['owner', 'anna@example.com'], { kind: 'owner', email: 'anna@example.com', name: 'anna@example.com' }],
  [['owner', 'anna@example.com', '--name', 'Анна'], { kind: 'owner', email: 'anna@example.com', name: 'Анна' }],
  [['password', 'anna@example.com'], { kind: 'password', email: 'anna@example.com' }],
  [['list'], { kind: 'list' }],
  [['link'], { kind: 'link', url: null }],
  [['link', '--url', 'https://telephony.example/'], { kind: 'link', url: 'https://telephony.example' }],
  [['--help'], { kind: 'help' }],
])('%j', (args, command) => expect(readAdminArguments(args)).toEqual(command));

it.each([
  [[]],
  [['owner']],
  [['owner', 'anna']],
  [['owner', 'a@b.c', 'd@e.f']],
  [['password', 'a@b.c', '--name', 'x']],
  [['list', 'all']],
  [['list', '--url', 'https://a.example']],
  [['link', 'a@b.c']],
  [['link', '--url', 'telephony.example']],
  [['link', '--url', 'file:///etc']],
  [['remove', 'a@b.c']],
  [['owner', 'a@b.c', '--role', 'x']],
])('%j is refused', (args) => expect(() => readAdminArguments(args)).toThrow(AdminUsageError));
