import { expect, it } from 'vitest';
import { integrationsConfig } from '../../../../../domain/settings.ts';
import { smart as words } from '../../../texts/ru/smart.ts';
import { DEFAULT_SMART, smartDraftOf, smartOf } from './smart-draft.ts';

const { smart } = integrationsConfig.parse({
  smart: {
    ...{ mode: 'route', block: ['150', 199], transliterate: true, name_length: 0, primary: 'uon' },
    rules: [
      { who: 'last_talked', days: 30 },
      { who: 'client_manager' },
      { who: 'first_talked' },
      { who: 'fallback', extension: '100' },
    ],
  },
});

it('goes back as it came where nothing is changed', () => {
  expect(smartOf(smartDraftOf(smart))).toEqual(smart);
});

it('a rule is stored with what its kind has, whatever was typed for another kind', () => {
  const rules = [{ who: 'client_manager', extension: '150', days: 3 } as const];
  expect(smartOf({ ...smartDraftOf(smart), rules, primary: ' ' })).toMatchObject({
    rules: [{ who: 'client_manager' }],
    primary: undefined,
  });
});

it.each([
  ['151;; 152,, 151', ['151', '152']],
  [' 151\n152;a b\n', ['151', '152', 'a b']],
])('%j is the block list %j', (block, wanted) => {
  expect(smartOf({ ...smartDraftOf(smart), block }).block).toEqual(wanted);
});

it('every setting has its words', () => {
  expect(Object.keys(words.fields).toSorted()).toEqual(
    Object.keys(DEFAULT_SMART)
      .filter((key) => key !== 'rules')
      .toSorted(),
  );
});
