import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRegistration, REGISTERED_TYPES, type OurWebhook } from './registration.ts';

const webhook = (id: string, typeId: string | null, isRight = true): OurWebhook => ({ id, typeId, isRight });

describe('what is to be registered', () => {
  it.each([
    ['nothing stands', [], {}, ['47', '3', '4'], []],
    ['all stand', [webhook('1', '47'), webhook('2', '3'), webhook('3', '4')], { 47: '1', 3: '2', 4: '3' }, [], []],
    ['one is missing', [webhook('1', '47'), webhook('3', '4')], { 47: '1', 4: '3' }, ['3'], []],
    ['one stands twice', [webhook('1', '3'), webhook('2', '3')], { 3: '1' }, ['47', '4'], ['2']],
    [
      'they lead to an old address',
      [webhook('1', '47', false), webhook('2', '3', false)],
      {},
      ['47', '3', '4'],
      ['1', '2'],
    ],
    [
      'one is of a type that we want no more',
      [webhook('1', '60'), webhook('2', null)],
      {},
      ['47', '3', '4'],
      ['1', '2'],
    ],
  ])('where %s', (_what, ours, keep, create, remove) => {
    expect(planRegistration(ours)).toEqual({ keep, create, remove });
  });

  it('leaves exactly one of each type, whatever stands', () => {
    const any = fc.record({
      id: fc.integer({ min: 1 }).map(String),
      typeId: fc.constantFrom('47', '3', '4', '60', null),
      isRight: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: ({ id }) => id }), (ours) => {
        const { keep, create, remove } = planRegistration(ours);
        expect([...Object.keys(keep), ...create].toSorted()).toEqual([...REGISTERED_TYPES].toSorted());
        expect([...Object.values(keep), ...remove].toSorted()).toEqual(ours.map(({ id }) => id).toSorted());
        for (const [type, id] of Object.entries(keep))
          expect(ours.find((one) => one.id === id)).toEqual({ id, typeId: type, isRight: true });
      }),
    );
  });
});
