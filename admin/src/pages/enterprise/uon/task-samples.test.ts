import { expect, it } from 'vitest';
import { epochMsToPbxTime } from '../../../../../domain/pbx-time.ts';
import { workingHours } from '../../../../../domain/settings/working-hours.ts';
import { taskSamples, type TaskSettings } from './task-samples.ts';

const zone = 'Europe/Minsk';
// A Thursday.
const NOW = Date.parse('2026-01-15T09:05:00Z');
const due = (settings: TaskSettings) =>
  taskSamples(settings, zone, NOW)?.map(({ dueAtMs }) => epochMsToPbxTime(dueAtMs, zone).slice(5, 16));

it.each([
  [undefined, ['01-16 19:55', '01-18 03:30', '01-21 11:15']],
  [workingHours.parse({}), ['01-19 09:00', '01-19 09:00', '01-21 11:15']],
  [{ days: [5, 6], from: '10:00', to: '20:00' }, ['01-16 19:55', '01-23 10:00', '01-23 10:00']],
  [{ days: [], from: '10:00', to: '20:00' }, undefined],
  [{ days: [1], from: '9', to: '20:00' }, undefined],
])('with hours %j tasks are due at %j', (working_hours, wanted) => {
  expect(due({ task_minutes: 15, working_hours })).toEqual(wanted);
});
