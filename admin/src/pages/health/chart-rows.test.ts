import { expect, it } from 'vitest';
import type { HealthPoint } from '../../api/health.ts';
import { chartRows, gapsIn } from './chart-rows.ts';

const at = (text: string) => `2026-03-02T${text}:00.000Z`;
const point = (text: string): HealthPoint => {
  return { at: at(text), counts: {}, peak_per_s: 0, p50_ms: null, p99_ms: null, gauges: null };
};
const window = { from: at('10:00'), to: '2026-03-02T10:24:31.000Z', step_minutes: 5 };

it.each([
  ['nothing was counted', [], [null, null, null, null, null], [['10:00', '10:25']]],
  ['all was', ['10:00', '10:05', '10:10', '10:15', '10:20'], [0, 5, 10, 15, 20], []],
  ['there is a hole', ['10:00', '10:15', '10:20'], [0, null, null, 15, 20], [['10:05', '10:15']]],
  [
    'there are two',
    ['10:05', '10:15'],
    [null, 5, null, 15, null],
    [
      ['10:00', '10:05'],
      ['10:10', '10:15'],
      ['10:20', '10:25'],
    ],
  ],
])('where %s', (_what, counted, minutes, gaps) => {
  const rows = chartRows({ ...window, points: counted.map(point) });
  expect(rows.map((row) => row.point && new Date(row.point.at).getUTCMinutes())).toEqual(minutes);
  expect(gapsIn(rows, 5)).toEqual(
    gaps.map(([from = '', to = '']) => ({ from: Date.parse(at(from)), to: Date.parse(at(to)) })),
  );
});
