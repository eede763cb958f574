import { expect, it } from 'vitest';
import { ru } from '../../texts/ru.ts';
import { callPhoneTold } from './who-told.ts';

const OPEN = { status: 'ringing', closed: false } as const;
const OVER = { status: 'ended', closed: true } as const;

it.each([
  ['a call whose beginning alone is known', { ...OPEN, direction: null, phone: null }, 'Определяется…'],
  ['one whose number is hidden', { ...OPEN, direction: 'incoming', phone: null }, 'Номер скрыт'],
  ['one of which nothing more will be told', { ...OVER, direction: null, phone: null }, 'Номер скрыт'],
  ['one that was hung up', { ...OPEN, status: 'ended', direction: null, phone: null }, 'Номер скрыт'],
  ['one with a number', { ...OPEN, direction: null, phone: '+375291112233' }, '+375 29 111-22-33'],
] as const)('%s', (_name, call, told) => {
  expect(callPhoneTold(call, ru.calls)).toBe(told);
});
