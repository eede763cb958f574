import { expect, it } from 'vitest';

import { responsibleExtension } from './responsible-extension.ts';

const settings = { user_extensions: { 2: ['151', '150'], 7: [] } };

it.each([
  ['the first extension of the manager', { managerId: '2' }, { extension: '151', managerId: '2', reason: 'manager' }],
  ['a manager with none', { managerId: '7' }, { extension: null, managerId: '7', reason: 'no_extension' }],
  ['a manager nobody knows', { managerId: '99' }, { extension: null, managerId: '99', reason: 'no_extension' }],
  ['a client without a manager', { managerId: null }, { extension: null, managerId: null, reason: 'no_manager' }],
  ['no client', null, { extension: null, managerId: null, reason: 'no_client' }],
])('%s', (_what, client, answer) => {
  expect(responsibleExtension(settings, client)).toEqual(answer);
});
