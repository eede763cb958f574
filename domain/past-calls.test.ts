import { describe, expect, it } from 'vitest';
import { pastCalls, uonCalls, type OurCall, type UonCall } from './past-calls.ts';
import type { CallRecord, Manager } from './uon-shapes.ts';

const anna: Manager = {
  ...{ id: '4', surname: 'Петрова', name: 'Анна', extension: '152', state: 'free', active: true, deleted: false },
};
const at = (time: string) => Date.parse(`2025-09-14T${time}:00+03:00`);
const ours = (callId: string, time: string, more: Partial<OurCall> = {}): OurCall => ({
  ...{ callId, direction: 'incoming', answered: true, atMs: at(time), durationS: 60, managerId: '4', extension: '152' },
  ...more,
});
const record = (note: string, more: Partial<CallRecord> = {}): CallRecord => ({
  ...{ id: '1', phoneDigits: '375291234567', startedAt: '2025-09-14 12:00:00', durationS: 60, direction: 'incoming' },
  ...{ managerId: '4', recordUrl: '', note },
  ...more,
});

describe('rows of U-ON’s history', () => {
  it.each([
    ['Входящий звонок. Статус: отвечен. Звонок: 1757840711.5', '1757840711.5'],
    ['Звонок: log-17 ', 'log-17'],
    ['???????? ??????: pbx-1757840711.5', 'pbx-1757840711.5'],
    ['Договорились на 12.09.2025', null],
    ['', null],
  ])('%s is our call %s', (note, callId) => {
    expect(uonCalls([record(note)])[0]?.callId).toBe(callId);
  });

  it.each([
    ['Статус: пропущен. Звонок: 1.2', 0, false],
    ['Статус: пропущен. Звонил: 20 с', 20, false],
    ['Статус: отвечен. Звонок: 1.2', 60, true],
    ['', 60, true],
    ['', 0, false],
  ])('"%s" of %i s: answered %s', (note, durationS, answered) => {
    expect(uonCalls([record(note, { durationS })])[0]?.answered).toBe(answered);
  });

  it('are kept the newest first, without their notes, 50 at most', () => {
    const rows = Array.from({ length: 70 }, (_, index) =>
      record('Паспорт MP1234567', { startedAt: `2025-09-14 10:${String(index % 60).padStart(2, '0')}:00` }),
    );
    const kept = uonCalls(rows);
    expect(kept).toHaveLength(50);
    expect(kept[0]?.startedAt).toBe('2025-09-14 10:59:00');
    expect(JSON.stringify(kept)).not.toContain('Паспорт');
  });
});

describe('the last calls', () => {
  const merged = (our: readonly OurCall[], uon: readonly UonCall[]) =>
    pastCalls({ ours: our, uon, exceptCallId: 'now', managers: [anna], timezone: 'Europe/Minsk' });

  it('are ours and U-ON’s by time, each once though we told U-ON of it, and not the one that rings', () => {
    const uon = uonCalls([
      record('Звонок: 1.1', { startedAt: '2025-09-14 09:00:00' }),
      record('Звонок: now', { startedAt: '2025-09-14 13:00:00' }),
      record('', { startedAt: '2025-09-14 10:00:00', direction: 'outgoing', durationS: 5 }),
      record('', { startedAt: null }),
      record('', { direction: null }),
    ]);
    expect(
      merged([ours('now', '13:00'), ours('1.2', '11:00', { answered: false }), ours('1.1', '09:00')], uon),
    ).toEqual([
      { direction: 'incoming', answered: false, atMs: at('11:00'), durationS: 60, who: null },
      { direction: 'outgoing', answered: true, atMs: at('10:00'), durationS: 5, who: 'Петрова Анна' },
      { direction: 'incoming', answered: true, atMs: at('09:00'), durationS: 60, who: 'Петрова Анна' },
    ]);
  });

  it('name who talked by the account’s list, else by the extension', () => {
    const who = (more: Partial<OurCall>) => merged([ours('1.1', '09:00', more)], [])[0]?.who;
    expect(who({})).toBe('Петрова Анна');
    expect(who({ managerId: '9' })).toBe('вн. 152');
    expect(who({ managerId: null, extension: null })).toBeNull();
  });
});
