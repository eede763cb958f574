import { describe, expect, it } from 'vitest';
import { readCustomerSearch } from './customer-search.ts';

describe('what is looked for among customers', () => {
  it.each([
    ['', { words: [], digits: null, id: null }],
    ['  Иванов   Иван ', { words: ['Иванов', 'Иван'], digits: null, id: null }],
    ['ООО «24 часа»', { words: ['ООО', '«24', 'часа»'], digits: null, id: null }],
    ['+375 (29) 111-22-33', { words: [], digits: '375291112233', id: null }],
    ['8 029 111 22 33', { words: [], digits: '375291112233', id: null }],
    ['375291112233', { words: [], digits: '375291112233', id: '375291112233' }],
    ['22-33', { words: [], digits: '2233', id: null }],
    ['512', { words: [], digits: '512', id: '512' }],
  ])('%j', (typed, read) => {
    expect(readCustomerSearch(typed, 'BY')).toEqual(read);
  });
});
