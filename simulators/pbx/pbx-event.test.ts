import { expect, test } from 'vitest';
import { atMs, EventFileError, parseEventLines } from './pbx-event.ts';

const LINE = '{"at": "2025-09-14 12:15:46", "event": "start", "body": {"UniqueId": "1757841346.45"}}';

test('each line is an event, empty lines are left out', () => {
  expect(parseEventLines(`${LINE}\n\n${LINE}\n`)).toHaveLength(2);
});

test('a line that is no event is told by its number', () => {
  expect(() => parseEventLines(`${LINE}\n{broken`)).toThrow(new EventFileError(2, 'not JSON'));
  expect(() => parseEventLines(LINE.replace('12:15:46', 'noon'))).toThrow(/Line 1 .* at at/s);
});

test('moments may have fractions of a second', () => {
  const [event] = parseEventLines(LINE);
  if (event === undefined) throw new Error('No event');
  expect(atMs({ ...event, at: '2025-09-14 12:15:46.250' }) - atMs(event)).toBe(250);
});
