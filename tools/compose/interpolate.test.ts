import { expect, test } from 'vitest';
import { interpolate, MissingVariableError, variablesOf } from './interpolate.ts';

const env = { GIVEN: 'here', EMPTY: '' };

test.each([
  ['${GIVEN} and $GIVEN', 'here and here'],
  ['${GIVEN:-other}', 'here'],
  ['${NOT:-a default}', 'a default'],
  ['${NOT:-}', ''],
  ['${EMPTY:-a default}', 'a default'],
  ['${EMPTY-a default}', ''],
  ['${EMPTY}', ''],
  ['$$GIVEN', '$GIVEN'],
  ['costs 5 $', 'costs 5 $'],
])('%s becomes "%s"', (text, expected) => {
  expect(interpolate(text, env)).toBe(expected);
});

test.each(['${NOT}', '${NOT:?say it}', '${EMPTY:?say it}', '${NOT?say it}', '$NOT'])('%s has to be given', (text) => {
  expect(() => interpolate(text, env)).toThrow(MissingVariableError);
});

test('a text tells the variables that it names', () => {
  expect(variablesOf('postgres://$USER:${PASSWORD:?}@db/$$x${NAME:-y}')).toEqual(['USER', 'PASSWORD', 'NAME']);
});
