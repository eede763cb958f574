import { expect, it } from 'vitest';
import { listedManagers, managerRows } from './manager-rows.ts';

const manager = (id: string, extensions: string[] = [], is_active = true) => ({
  id,
  name: `№ ${id}`,
  extensions,
  is_active,
});

it('marks who has no extension, who has one of another, and who is not of U-ON', () => {
  const rows = managerRows([manager('2'), manager('3'), manager('4')], { 2: '151', 3: '151, 152', 9: '160' });
  expect(rows.map(({ id, name, effective, shared }) => [id, name !== null, effective, shared])).toEqual([
    ['2', true, ['151'], ['151']],
    ['3', true, ['151', '152'], ['151']],
    ['4', true, [], []],
    ['9', false, ['160'], []],
  ]);
});

it('says what U-ON holds where the settings name nobody, as calls take it', () => {
  const [anna, boris] = managerRows([manager('2', ['150']), manager('3', ['151'])], { 2: '151' });
  expect(anna).toMatchObject({ effective: ['151'], isOfUon: false });
  expect(boris).toMatchObject({ effective: [], isOfUon: false });
  expect(managerRows([manager('3', ['151'])], {})[0]).toMatchObject({ effective: ['151'], isOfUon: true, shared: [] });
});

it('tells a list that nobody is in from one that could not be read', () => {
  expect(listedManagers(undefined)).toBeNull();
  expect(listedManagers({ managers: [], fetched_at: null })).toBeNull();
  expect(listedManagers({ managers: [], fetched_at: '2026-01-31T10:00:00Z' })).toEqual([]);
  // Read though the other list could not be.
  expect(listedManagers({ managers: [manager('2')], fetched_at: null })).toHaveLength(1);
});

it('leaves out the dismissed who have no extension any more', () => {
  const ids = managerRows([manager('2', ['150'], false), manager('3', [], false)], { 3: '151' }).map(({ id }) => id);
  expect(ids).toEqual(['3']);
});
