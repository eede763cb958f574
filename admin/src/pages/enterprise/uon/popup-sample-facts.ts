import type { OurCall } from '../../../../../domain/past-calls.ts';
import { callerDetails, type DetailSettings } from '../../../../../domain/popup-details.ts';
import type { CallerDetails } from '../../../../../domain/popup-facts.ts';
import type { Client } from '../../../../../domain/uon-shapes.ts';

/** To whom the example is shown, and whose client it is otherwise. */
export const SHOWN_TO = '3';
const PETROVA = { id: '4', surname: 'Петрова', name: 'Анна', extension: '152' } as const;
const manager = { ...PETROVA, state: 'free', active: true, deleted: false } as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A client who has been with the agency for a while. `isMissed`: the call before was. */
export function sampleDetails(
  client: Client,
  { atMs, isMissed, ...settings }: DetailSettings & { readonly atMs: number; readonly isMissed: boolean },
): CallerDetails {
  const lead = (id: string, statusName: string, days: number) => ({
    ...{ id, statusName, statusId: null, isArchived: false, managerId: null, source: '' },
    createdAt: new Date(atMs - days * DAY).toISOString(),
  });
  const known = {
    client,
    leads: [lead('1204', 'В работе', 2), lead('1187', 'Подбор тура', 9)],
    requests: [lead('960', 'Оплачена', 40)],
    ours: sampleCalls(atMs, isMissed),
    ...{ uon: [], exceptCallId: '', managers: [manager], timezone: 'UTC' },
  };
  return callerDetails(known, settings);
}

function sampleCalls(atMs: number, isMissed: boolean): OurCall[] {
  const call = (minutes: number, more: Partial<OurCall>): OurCall => ({
    ...{ callId: String(minutes), direction: 'incoming', answered: true, atMs: atMs - minutes * MINUTE },
    ...{ durationS: 200, managerId: PETROVA.id, extension: PETROVA.extension },
    ...more,
  });
  const missed = { answered: false, durationS: 0 };
  const days = (count: number) => count * 24 * 60;
  return [
    ...(isMissed ? [call(12, missed)] : []),
    call(days(1) + 95, {}),
    call(days(2) + 30, { direction: 'outgoing', durationS: 65 }),
    call(days(6) + 200, { direction: 'outgoing', ...missed }),
    ...Array.from({ length: 46 }, (_, index) => call(days(10 + 7 * index), { durationS: 90 + 37 * index })),
  ];
}
