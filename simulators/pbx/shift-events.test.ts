import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { atMs, parseEventLines } from './pbx-event.ts';
import { pbxClock } from './pbx-time.ts';
import { shiftEvents } from './shift-events.ts';

const RECORDING = new URL('../../tests/fixtures/pbx/attended-transfer-twice.jsonl', import.meta.url);
const START = Date.UTC(2026, 0, 15, 7, 0, 0);

test('a moved recording begins when it is told to and keeps its distances, in every time field', async () => {
  const recorded = parseEventLines(await readFile(RECORDING, 'utf8'));
  const moved = shiftEvents(recorded, START, pbxClock('Europe/Minsk'));
  expect(moved[0]?.at).toBe('2026-01-15 10:00:00.000');
  expect(moved.map((event) => atMs(event) - atMs(moved[0] ?? event))).toEqual(
    recorded.map((event) => atMs(event) - atMs(recorded[0] ?? event)),
  );
  expect(moved.at(-1)?.body).toMatchObject({
    StartTime: '2026-01-15 09:59:59',
    EndTime: '2026-01-15 10:00:49',
    DateReceived: '2026-01-15 10:00:22',
  });
});

test('its Uniqueids are new and still tell the same channels apart', async () => {
  const recorded = parseEventLines(await readFile(RECORDING, 'utf8'));
  const moved = shiftEvents(recorded, START, pbxClock('Europe/Minsk'));
  const idsOf = (events: typeof recorded) => events.map(({ body }) => String(body.UniqueId));
  const pairs = new Map(idsOf(recorded).map((id, index) => [id, idsOf(moved)[index]]));
  expect(pairs.get('')).toBe('');
  expect(pairs.get('1757840723.6')).toBe(`${START / 1000}.6`);
  expect(new Set(pairs.values()).size).toBe(pairs.size);
  expect(idsOf(moved)).toEqual(idsOf(recorded).map((id) => pairs.get(id)));
});
