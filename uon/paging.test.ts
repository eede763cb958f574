import * as z from 'zod';
import { expect, test } from 'vitest';

import type { Answer } from './answer.ts';
import { id } from './fields.ts';
import { readAllPages } from './paging.ts';
import type { Transport } from './transport.ts';

const access = { account: 'a', apiKey: 'key', apiUrl: 'https://api.u-on.ru', bodyFormat: 'json' as const };
const form = { keys: ['leads'], schema: z.object({ id }) };

/** A transport that answers page by page from memory: how a request travels is tested elsewhere. */
function book(pageOf: (page: number) => Answer) {
  const pages: number[] = [];
  const warnings: string[] = [];
  const transport: Transport = {
    send: async (_, { segments = [] }) => {
      const page = Number(segments[1] ?? 1);
      pages.push(page);
      return pageOf(page);
    },
    log: { debug: () => {}, warn: (_, message) => void warnings.push(message), error: () => {} },
    close: () => {},
  };
  const place = { method: 'lead-by-client', segments: ['5'] };
  const read = () => readAllPages(transport, access, place, form, { class: 'live' });
  return { pages, warnings, read };
}

function page(first: number, rows: number, more: object = {}): Answer {
  return { kind: 'ok', body: { leads: Array.from({ length: rows }, (_, index) => ({ id: first + index })), ...more } };
}

test('a short page is the last', async () => {
  const { pages, read } = book(() => page(1, 99));
  expect(await read()).toHaveLength(99);
  expect(pages).toEqual([1]);
});

test('full pages are followed until an empty one', async () => {
  const { pages, read, warnings } = book((number) => (number < 3 ? page(number * 100, 100) : { kind: 'empty' }));
  const rows = await read();
  expect([rows.length, rows.at(-1)]).toEqual([200, { id: '299' }]);
  expect(pages).toEqual([1, 2, 3]);
  expect(warnings).toEqual([]);
});

test('the number of pages is believed where U-ON tells it', async () => {
  const { pages, read } = book((number) => page(number * 100, 50, { pages_all: '2' }));
  expect(await read()).toHaveLength(100);
  expect(pages).toEqual([1, 2]);
});

test('a page that comes again ends the list with a warning', async () => {
  const { pages, warnings, read } = book((number) => page(1000 * (number % 2) + 1, 100));
  expect(await read()).toHaveLength(200);
  expect(pages).toEqual([1, 2, 3]);
  expect(warnings).toHaveLength(1);
});

test('a list without an end is cut off after 1,000 pages with a warning', async () => {
  const { pages, warnings, read } = book((number) => page(number * 100, 100));
  expect(await read()).toHaveLength(100_000);
  expect(pages).toHaveLength(1000);
  expect(warnings).toHaveLength(1);
});

test('a row that can not be read fails the list and is not shown', async () => {
  const { read } = book(() => ({ kind: 'ok', body: { leads: [{ id: 1 }, { id: null, phone: '375296254070' }] } }));
  await expect(read()).rejects.toMatchObject({ kind: 'unclear', message: expect.stringContaining('row 1.id') });
  await expect(read()).rejects.not.toMatchObject({ message: expect.stringContaining('3752') });
});
