import { expect, it } from 'vitest';
import type { CallRecord } from '../domain/uon-shapes.ts';
import { findRecord } from './find-record.ts';

const HOUR_MS = 3_600_000;
const CALLED_AT = Date.UTC(2026, 8, 14, 12);

function record(id: number, startedAtMs: number): CallRecord {
  const startedAt = new Date(startedAtMs).toISOString().slice(0, 19).replace('T', ' ');
  return {
    id: String(id),
    phoneDigits: '1',
    startedAt,
    durationS: 0,
    direction: null,
    managerId: null,
    recordUrl: '',
    note: '',
  };
}

/** Calls ten minutes apart, `after` of them since the one that is looked for, 5,000 before it; the newest first. */
function history({ after, isThere = true }: { after: number; isThere?: boolean }): CallRecord[] {
  const rows = Array.from({ length: after + 5_001 }, (_, index) =>
    record(100_000 - index, CALLED_AT + (after - index) * 600_000),
  );
  return isThere ? rows : rows.toSpliced(after, 1);
}

async function search(rows: readonly CallRecord[], madeSince: number) {
  const pages: number[] = [];
  const read = async (page: number) => (pages.push(page), rows.slice((page - 1) * 100, page * 100));
  const startedAt = '2026-09-14 12:00:00';
  const found = await findRecord(read, { isIt: (row) => row.startedAt === startedAt, startedAt, madeSince });
  return { found: found !== null && found !== 'gave-up', pages };
}

it('finds the call on the first page where it was just made', async () => {
  expect(await search(history({ after: 3 }), 3)).toEqual({ found: true, pages: [1] });
});

it('finds it behind several thousand later calls', async () => {
  const { found, pages } = await search(history({ after: 3_000 }), 0);
  expect([found, pages.at(-1)]).toEqual([true, 31]);
});

it('does not go on once it has seen clearly older calls, more than we made since', async () => {
  const { found, pages } = await search(history({ after: 50, isThere: false }), 0);
  // 72 calls to half a day before, then one older.
  expect([found, pages]).toEqual([false, [1, 2]]);
});

it('is not misled by old calls that were logged after it', async () => {
  const backlog = Array.from({ length: 250 }, (_, index) => record(200_000 - index, CALLED_AT - 48 * HOUR_MS));
  const rows = [...backlog, ...history({ after: 0 })];
  expect(await search(rows, 250)).toMatchObject({ found: true, pages: [1, 2, 3] });
  expect(await search(rows, 0)).toMatchObject({ found: false });
});

it('begins at the end where the oldest come first', async () => {
  const { found, pages } = await search(history({ after: 20 }).toReversed(), 20);
  expect(found).toBe(true);
  expect(pages.length).toBeLessThan(20);
  expect((await search(history({ after: 20, isThere: false }).toReversed(), 0)).found).toBe(false);
});

it('ends where U-ON gives the same page again and again', async () => {
  const page = history({ after: 500 }).slice(0, 100);
  let reads = 0;
  const found = await findRecord(async () => (reads++, page), {
    isIt: () => false,
    startedAt: '2026-09-14 12:00:00',
    madeSince: 0,
  });
  expect([found, reads]).toEqual([null, 2]);
});

it('gives up after 10,000 calls', async () => {
  const endless = async (page: number) =>
    Array.from({ length: 100 }, (_, index) => record(1_000_000 - page * 100 - index, CALLED_AT + HOUR_MS));
  expect(await findRecord(endless, { isIt: () => false, startedAt: '2026-09-14 12:00:00', madeSince: 0 })).toBe(
    'gave-up',
  );
});

it('finds the end of a list that shows its last page again past it', async () => {
  const rows = Array.from({ length: 250 }, (_, index) => record(index + 1, CALLED_AT + (index - 249) * 600_000));
  const pages: number[] = [];
  const read = async (page: number) => {
    pages.push(page);
    const shown = Math.min(page, 3);
    return rows.slice((shown - 1) * 100, shown * 100);
  };
  const startedAt = '2026-09-14 12:00:00';
  expect(await findRecord(read, { isIt: (row) => row.startedAt === startedAt, startedAt, madeSince: 0 })).toMatchObject(
    {
      id: '250',
    },
  );
  expect(pages.length).toBeLessThan(10);
});
