import { expect, it } from 'vitest';
import { accessOf } from './access-of.ts';

it.each([
  ['owner', '0367', { role: 'owner', enterprises: null }],
  ['administrator', '0367, 0368;0369 0367', { role: 'administrator', enterprises: ['0367', '0368', '0369'] }],
  ['administrator', ' , ', undefined],
  ['reader', '', { role: 'reader', enterprises: null }],
  ['reader', '0367', { role: 'reader', enterprises: ['0367'] }],
] as const)('%s of "%s"', (role, enterprises, access) => expect(accessOf({ role, enterprises })).toEqual(access));
