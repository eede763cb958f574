import { expect, it } from 'vitest';
import { filtersOf, queryOf } from './filters.ts';

it.each([
  ['', {}],
  ['phone=2233&result=missed', { phone: '2233', result: 'missed' }],
  ['phone=%2B375+29+111-22-33', { phone: '+375 29 111-22-33' }],
  ['phone=tel:%2B375291112233', { phone: 'tel:+375291112233' }],
  ['phone=%2B375/29/1112233', { phone: '+375/29/1112233' }],
  ['phone=%EF%BC%8B375291112233', { phone: '＋375291112233' }],
  ['phone=223&result=lost&direction=up&from=yesterday&manager_id=', {}],
  ['extension=151', { extension: '151' }],
  ['extension=1+51&manager_id=4%092', {}],
  [
    'direction=outgoing&from=2025-09-01&to=2025-09-14&manager_id=4&page=7',
    { direction: 'outgoing', from: '2025-09-01', to: '2025-09-14', manager_id: '4' },
  ],
])('%s', (query, wanted) => {
  const filters = filtersOf(new URLSearchParams(query));
  expect(filters).toEqual(wanted);
  expect(filtersOf(new URLSearchParams(queryOf(filters)))).toEqual(filters);
});
