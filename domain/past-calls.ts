import { pbxTimeToEpochMs } from './pbx-time.ts';
import { personName } from './person-name.ts';
import type { PastCall } from './popup-facts.ts';
import type { CallRecord, Manager } from './uon-shapes.ts';

/** A call of the caller's number that went through us. */
export interface OurCall {
  readonly callId: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly answered: boolean;
  readonly atMs: number;
  readonly durationS: number | null;
  readonly managerId: string | null;
  readonly extension: string | null;
}

/** What is kept of a call in U-ON's history: of its note only which of our calls it is. */
export interface UonCall {
  /** Ours, where the record is one that we wrote. */
  readonly callId: string | null;
  /** Local to the account, as U-ON wrote it. */
  readonly startedAt: string | null;
  readonly direction: 'incoming' | 'outgoing' | null;
  readonly answered: boolean;
  readonly durationS: number;
  readonly managerId: string | null;
}

/** A popup shows 50 at most. */
const KEPT = 50;

/** U-ON's rows as they are kept, in whatever order they came. U-ON does not say who was answered: our note does, else the length. */
export function uonCalls(records: readonly CallRecord[]): readonly UonCall[] {
  return records
    .map(({ startedAt, direction, durationS, managerId, note }) => ({
      ...{ startedAt, direction, durationS, managerId },
      callId: callIdIn(note),
      answered: durationS > 0 && !note.includes('Статус: пропущен'),
    }))
    .toSorted((a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? ''))
    .slice(0, KEPT);
}

/** The end of our notes; where U-ON spoilt its Cyrillic, whatever looks like an id of Asterisk's. */
function callIdIn(note: string): string | null {
  return (/Звонок: (\S+)\s*$/.exec(note) ?? /(?:^|\s)((?:\S+-)?\d{9,}\.\d+)\s*$/.exec(note))?.[1] ?? null;
}

export interface CallsToMerge {
  readonly ours: readonly OurCall[];
  readonly uon: readonly UonCall[];
  /** The one that is told of. */
  readonly exceptCallId: string;
  readonly managers: readonly Manager[];
  readonly timezone: string;
}

/** The caller's calls, the newest first, each once though we wrote a record of it to U-ON. */
export function pastCalls({ ours, uon, exceptCallId, managers, timezone }: CallsToMerge): readonly PastCall[] {
  const isOurs = new Set([exceptCallId, ...ours.map(({ callId }) => callId)]);
  const told = [
    ...ours.filter(({ callId }) => callId !== exceptCallId).map((call) => ({ ...call, who: talkerOf(call, managers) })),
    ...uon.flatMap(({ callId, startedAt, direction, ...call }) => {
      const atMs = startedAt === null ? null : pbxTimeToEpochMs(startedAt, timezone);
      // Without a time or direction there is nothing to tell.
      if (atMs === null || direction === null || (callId !== null && isOurs.has(callId))) return [];
      return [{ ...call, direction, atMs, who: talkerOf({ ...call, extension: null }, managers) }];
    }),
  ];
  return told
    .toSorted((a, b) => b.atMs - a.atMs)
    .map(({ direction, answered, atMs, durationS, who }) => ({ direction, answered, atMs, durationS, who }));
}

/** Who talked; of a call that nobody answered, nobody. */
function talkerOf(
  { answered, managerId, extension }: Pick<OurCall, 'answered' | 'managerId' | 'extension'>,
  managers: readonly Manager[],
): string | null {
  if (!answered) return null;
  return (managerId && managerName(managers, managerId)) ?? (extension ? `вн. ${extension}` : null);
}

/** A manager by the account's list; null for one who is not in it, or has no name there. */
export function managerName(managers: readonly Manager[], managerId: string): string | null {
  const manager = managers.find(({ id }) => id === managerId);
  return manager ? personName({ ...manager, patronymic: '' }) || null : null;
}
