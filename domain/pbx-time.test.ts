import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMsToPbxTime, isPbxTime, pbxTimeToEpochMs, plainPbxTime, secondsBetween } from './pbx-time.ts';

describe('times of a PBX', () => {
  it.each(['2025-09-14 12:05:46', '2025-09-14T12:05:46', '2025-09-14 12:05:46.123'])('are read: %s', (text) => {
    expect(isPbxTime(text)).toBe(true);
    expect(plainPbxTime(text)).toBe('2025-09-14 12:05:46');
  });

  it.each(['', '2025-02-29 12:00:00', '2025-09-14 24:00:00', '0000-00-00 00:00:00', '14.09.2025', 'now'])(
    'are refused: %s',
    (text) => expect(isPbxTime(text)).toBe(false),
  );

  it("are those of the enterprise's zone, in summer and in winter", () => {
    expect(pbxTimeToEpochMs('2025-07-01 12:00:00', 'Europe/Warsaw')).toBe(Date.parse('2025-07-01T10:00:00Z'));
    expect(pbxTimeToEpochMs('2025-01-01 12:00:00', 'Europe/Warsaw')).toBe(Date.parse('2025-01-01T11:00:00Z'));
    expect(epochMsToPbxTime(Date.parse('2025-09-14T09:05:46Z'), 'Europe/Minsk')).toBe('2025-09-14 12:05:46');
  });

  it('come back the same from an instant, but for the hour that clocks repeat', () => {
    const zones = fc.constantFrom('Europe/Minsk', 'Asia/Almaty', 'Europe/Warsaw', 'America/St_Johns');
    const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const seconds = Math.floor(instant.getTime() / 1000) * 1000;
        const back = pbxTimeToEpochMs(epochMsToPbxTime(seconds, zone), zone);
        expect([0, 3_600_000]).toContain(Math.abs((back ?? 0) - seconds));
      }),
    );
  });

  it('have a distance in seconds', () => {
    expect(secondsBetween('2025-09-14 12:05:23', '2025-09-14 12:06:13')).toBe(50);
    expect(secondsBetween('', '2025-09-14 12:06:13')).toBeNull();
  });
});
