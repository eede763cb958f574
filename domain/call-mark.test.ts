import { expect, it } from 'vitest';
import { endsWithCallId } from './call-mark.ts';

it.each([
  ['Входящий звонок. Статус: отвечен. Звонок: 1757840400.25', true],
  ['???????? ??????. ??????: ???????. ??????: 1757840400.25 ', true],
  ['Звонок: 1757840400.251', false],
  ['Звонок: 11757840400.25', false],
  ['1757840400.25 перезвонить', false],
  ['', false],
])('finds a call by the end of a note: %j %s', (note, isIt) => {
  expect(endsWithCallId(note, '1757840400.25')).toBe(isIt);
});
