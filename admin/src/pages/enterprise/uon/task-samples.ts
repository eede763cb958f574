import { epochMsToPbxTime, pbxTimeToEpochMs } from '../../../../../domain/pbx-time.ts';
import { workingHours } from '../../../../../domain/settings/working-hours.ts';
import { withinHours } from '../../../../../domain/working-hours.ts';

/** Missed calls that fare differently: in the middle of a day, on an evening, on a night of the weekend. */
const CALLS = [
  { day: 3, time: '11:00' },
  { day: 5, time: '19:40' },
  { day: 7, time: '03:15' },
] as const;

/** A missed call, and when its task is due; epoch ms. */
export interface TaskSample {
  readonly callAtMs: number;
  readonly dueAtMs: number;
}

export interface TaskSettings {
  readonly task_minutes: number;
  /** As they stand in the form; undefined: not set. */
  readonly working_hours: unknown;
}

/** When tasks of missed calls are due, the first call first, for a client who lives by the enterprise's clocks; null while the hours are none. */
export function taskSamples(settings: TaskSettings, zone: string, nowMs: number): readonly TaskSample[] | null {
  const { task_minutes: minutes, working_hours: given } = settings;
  const hours = given === undefined ? null : workingHours.safeParse(given);
  if (hours && !hours.success) return null;
  const calls = CALLS.map(({ day, time }) => nextAt(day, time, zone, nowMs)).toSorted((a, b) => a - b);
  return calls.map((callAtMs) => {
    const wantedAtMs = callAtMs + minutes * 60_000;
    return { callAtMs, dueAtMs: hours ? withinHours(wantedAtMs, hours.data, zone) : wantedAtMs };
  });
}

const DAY_MS = 24 * 60 * 60_000;

/** This time of the next such day; Monday is 1. */
function nextAt(day: number, time: string, zone: string, nowMs: number): number {
  const today = Date.parse(`${epochMsToPbxTime(nowMs, zone).slice(0, 10)}T00:00:00Z`);
  const ahead = (day - new Date(today).getUTCDay() + 7) % 7;
  const date = new Date(today + ahead * DAY_MS).toISOString().slice(0, 10);
  return pbxTimeToEpochMs(`${date} ${time}:00`, zone) ?? nowMs;
}
