import { expect, it } from 'vitest';

import { smart } from '../settings/smart.ts';
import { asksForClient, chosenOf, redirectChain, type ChainFacts } from './chain.ts';

const found = (managerId: string | null) => ({ kind: 'found', managerId }) as const;
const facts: ChainFacts = {
  client: found('2'),
  userExtensions: { 2: ['151', '150'], 4: ['152'], 7: [] },
  talked: ({ who, days }) => (who === 'last_talked' ? (days < 10 ? null : '152') : '160'),
  isInUse: (extension) => extension === '160',
};
const MANAGER = { who: 'client_manager' };
const LAST = { who: 'last_talked' };
const FIRST = { who: 'first_talked' };
const fallback = (extension: string) => ({ who: 'fallback', extension });

const told = (rules: readonly object[], known: Partial<ChainFacts> = {}, block: readonly string[] = []) =>
  redirectChain(smart.parse({ rules, block }), { ...facts, ...known }).map(
    ({ extension, managerId, isOption, reason }) => `${extension}/${managerId} ${isOption ? '' : 'not: '}${reason}`,
  );

it.each<[string, readonly string[], readonly object[], Partial<ChainFacts>?, (readonly string[])?]>([
  ['no rules: the manager alone', ['151/2 manager'], []],
  ['a manager with none', ['null/7 not: no_extension'], [], { client: found('7') }],
  ['a manager nobody knows', ['null/99 not: no_extension'], [], { client: found('99') }],
  ['a client without a manager', ['null/null not: no_manager'], [], { client: found(null) }],
  ['no client', ['null/null not: no_client'], [], { client: { kind: 'none' } }],
  ['U-ON says nothing', ['null/null not: not_known'], [], { client: { kind: 'not-known' } }],
  ['U-ON is off', ['null/null not: uon_off'], [], { client: { kind: 'uon-off' } }],
  ["a blocked extension: the manager's next", ['150/2 manager'], [], {}, ['151']],
  ['all of them blocked', ['151/2 not: blocked'], [], {}, ['150', '151']],
  ['all, in their order', ['152/4 last_talked', '160/null first_talked', '151/2 manager'], [LAST, FIRST, MANAGER]],
  ['nobody within the days', ['null/null not: nobody_talked'], [{ ...LAST, days: 9 }]],
  ['the journal says nothing', ['null/null not: not_known'], [LAST], { talked: () => undefined }],
  ['one who is gone', ['161/null not: no_such_extension'], [LAST], { talked: () => '161' }],
  ['a blocked talker', ['152/4 not: blocked', '151/2 manager'], [LAST, MANAGER], {}, ['152']],
  ['one twice', ['152/4 last_talked', '152/4 not: repeated'], [LAST, fallback('152')]],
  [
    'a fallback that exists',
    ['null/null not: no_client', '150/2 fallback'],
    [MANAGER, fallback('150')],
    { client: { kind: 'none' } },
  ],
  ['a fallback that does not', ['999/null not: no_such_extension'], [fallback('999')]],
  ['a fallback of which nobody can say', ['999/null fallback'], [fallback('999')], { isInUse: () => undefined }],
])('%s', (_what, steps, rules, known, block) => {
  expect(told(rules, known, block)).toEqual(steps);
});

it.each<[string, readonly object[], Partial<ChainFacts>, object]>([
  [
    'the first option',
    [LAST, MANAGER],
    { talked: () => null },
    { extension: '151', managerId: '2', reason: 'manager' },
  ],
  [
    'why the first rule gave none',
    [MANAGER, LAST],
    { client: found('7'), talked: () => null },
    { extension: null, managerId: '7', reason: 'no_extension' },
  ],
])('what is chosen is %s', (_what, rules, known, chosen) => {
  expect(chosenOf(redirectChain(smart.parse({ rules }), { ...facts, ...known }))).toMatchObject(chosen);
});

it('the client is asked for where a rule names the manager, or there is none', () => {
  const asks = (rules: readonly object[]) => asksForClient(smart.parse({ rules }));
  expect([[], [LAST, MANAGER], [LAST, fallback('1')]].map(asks)).toEqual([true, true, false]);
});
