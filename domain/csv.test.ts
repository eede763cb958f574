import { expect, it } from 'vitest';
import { csvLine, csvText } from './csv.ts';

it.each([
  ['plain', 'Иванов Иван', 'Иванов Иван'],
  ['a number', 7, '7'],
  ['a negative number of ours', -7, '-7'],
  ['nothing', null, ''],
  ['quotes', 'ООО "Ромашка"', '"ООО ""Ромашка"""'],
  ['a semicolon', 'a;b', '"a;b"'],
  ['a line break', 'a\nb', '"a\nb"'],
  ['a phone', '+375291112233', "'+375291112233"],
  ['a formula', '=HYPERLINK("http://evil.example";"x")', `"'=HYPERLINK(""http://evil.example"";""x"")"`],
  ['minus', '-1+1', "'-1+1"],
  ['at', '@SUM(A1)', "'@SUM(A1)"],
  ['a formula behind a blank', ' =1', "' =1"],
  ['a formula behind a tab', '\t=1', "'\t=1"],
  ['a formula in wide letters', '＝1', "'＝1"],
])('%s', (_name, value, written) => {
  expect(csvLine([value])).toBe(`${written}\r\n`);
});

it('fields stand between semicolons', () => {
  expect(csvLine(['a', 1, null, 'b'])).toBe('a;1;;b\r\n');
});

it.each([
  ['1757840723.60', "'1757840723.60"],
  ['0151', "'0151"],
  ['SIP/151', 'SIP/151'],
  ['=1', "'=1"],
  [null, ''],
])('the id %s stays text', (id, written) => {
  expect(csvLine([csvText(id)])).toBe(`${written}\r\n`);
});
