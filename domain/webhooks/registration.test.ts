import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRegistration, REGISTERED_TYPES, type OurWebhook } from './registration.ts';

/** What stands at our right address, unless told otherwise. */
const webhook = (id: string, typeId: string | null, isRight = true, isKnown = isRight): OurWebhook => ({
  ...{ id, typeId, isRight, isKnown },
});

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
      'others stand that an administrator registered',
      [webhook('1', '60'), webhook('2', '1', false, false)],
      {},
      ['47', '3', '4'],
      [],
    ],
    ['one without a type stands at our address', [webhook('1', null, true, false)], {}, ['47', '3', '4'], []],
    ['others lead elsewhere that are known to be ours', [webhook('1', '60', false, true)], {}, ['47', '3', '4'], ['1']],
  ])('where %s', (_what, ours, keep, create, remove) => {
    expect(planRegistration(ours)).toEqual({ keep, create, remove });
  });

  it('leaves exactly one of each type, and what it does not know, whatever stands', () => {
    const any = fc.record({
      id: fc.integer({ min: 1 }).map(String),
      typeId: fc.constantFrom('47', '3', '4', '60', null),
      isRight: fc.boolean(),
      isKnown: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: ({ id }) => id }), (ours) => {
        const { keep, create, remove } = planRegistration(ours);
        expect([...Object.keys(keep), ...create].toSorted()).toEqual([...REGISTERED_TYPES].toSorted());
        const isOurType = ({ typeId }: OurWebhook) => REGISTERED_TYPES.some((type) => type === typeId);
        const goes = ours.filter((one) => isOurType(one) || (one.isKnown && !one.isRight));
        expect([...Object.values(keep), ...remove].toSorted()).toEqual(goes.map(({ id }) => id).toSorted());
        for (const [type, id] of Object.entries(keep))
          expect(ours.find((one) => one.id === id)).toMatchObject({ id, typeId: type, isRight: true });
      }),
    );
  });
});
