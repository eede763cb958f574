import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLoggedCall, parseRecoveredCall } from './finished-call-fields.ts';

const CALL = {
  ...{ uniqueid: '1757840.1', phone: '+375291234567', direction: 'incoming', answered: true },
  ...{ start: '2025-09-14 12:05:13', end: '2025-09-14 12:06:13' },
};
const ZONE = 'Europe/Minsk';
const parsed = (more: object) => {
  const result = parseRecoveredCall({ ...CALL, ...more }, ZONE);
  return result.ok ? result.call : result.problems.map(({ field }) => field);
};

describe('a recovered call', () => {
  it('is understood with the least that it needs', () => {
    expect(parsed({})).toEqual({
      ...{ callId: '1757840.1', phone: '+375291234567', direction: 'incoming', answered: true },
      ...{
        start: '2025-09-14 12:05:13',
        end: '2025-09-14 12:06:13',
        extension: null,
        managerId: null,
        recordUrl: null,
      },
    });
  });

  it.each([
    ['internal', 'internal'],
    [1, 'outgoing'],
    ['2', 'incoming'],
  ])('takes the direction %s as %s', (direction, read) => {
    expect(parsed({ direction })).toMatchObject({ direction: read });
  });

  it.each([
    ['2025-09-14T12:05:13', '2025-09-14 12:05:13'],
    ['2025-09-14 12:05:13.482', '2025-09-14 12:05:13'],
    ['2025-09-14T09:05:13Z', '2025-09-14 12:05:13'],
    ['2025-09-14T11:05:13+02:00', '2025-09-14 12:05:13'],
    ['2025-09-14 09:05:13.5+0000', '2025-09-14 12:05:13'],
  ])('reads the time %s as %s of the enterprise', (start, read) => {
    expect(parsed({ start })).toMatchObject({ start: read });
  });

  it.each([
    ['SIP/151', '151'],
    ['151&152', '151'],
    [151, '151'],
    ['', null],
    [null, null],
  ])('takes the extension %s as %s', (extension, read) => {
    expect(parsed({ extension })).toMatchObject({ extension: read });
  });

  it.each([
    [{ uniqueid: '' }, ['uniqueid']],
    [{ uniqueid: 1757840.1 }, ['uniqueid']],
    [{ phone: undefined }, ['phone']],
    [{ phone: '375\u0000' }, ['phone']],
    [{ direction: 0 }, ['direction']],
    [{ start: '2025-02-30 12:05:13' }, ['start']],
    [{ start: '2025-09-14T25:05:13Z' }, ['start']],
    [{ end: '2025-09-14 12:05:12' }, ['end']],
    [{ end: undefined, answered: 'maybe' }, ['end', 'answered']],
    [{ record_url: 7 }, ['record_url']],
    [{ record_url: 'javascript:alert(1)' }, ['record_url']],
    [{ record_url: 'rec/1.mp3' }, ['record_url']],
    [{ phone: 'abc' }, ['phone']],
  ])('with %o is refused by its field', (more, fields) => {
    expect(parsed(more)).toEqual(fields);
  });
});

describe('a logged call', () => {
  it('ends when it has lasted so long, and was missed where it lasted no time', () => {
    const { end: _, answered: __, ...call } = CALL;
    const read = (more: object) => parseLoggedCall({ ...call, ...more }, ZONE);
    expect(read({ duration: 3600 })).toMatchObject({ call: { end: '2025-09-14 13:05:13', answered: true } });
    expect(read({ duration: '0', manager_id: 7 })).toMatchObject({ call: { answered: false, managerId: '7' } });
  });
});

describe('whatever comes', () => {
  const whole = { ...CALL, extension: '151', record_url: 'https://records.example/1.wav', duration: 60, manager_id: 7 };
  const oddOne = Object.entries(whole).map(
    ([key, right]) => [key, fc.oneof(fc.anything(), fc.constant(right))] as const,
  );
  const anything = fc.oneof(fc.anything(), fc.record(Object.fromEntries(oddOne), { requiredKeys: [] }));
  it.each([parseRecoveredCall, parseLoggedCall])('%o gives a call that can be stored, or names fields', (parse) => {
    fc.assert(
      fc.property(anything, (body) => {
        const result = parse(body, ZONE);
        if (!result.ok) {
          expect(result.problems.length).toBeGreaterThan(0);
          return;
        }
        const text = JSON.stringify(result.call);
        expect(text).not.toMatch(/\\u0000/);
        expect(text.isWellFormed()).toBe(true);
        expect(result.call.start <= result.call.end).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a call in any of its forms means the same', () => {
    const time = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(time, fc.nat(86_400), (start, seconds) => {
        const end = new Date(start.getTime() + seconds * 1000);
        const utc = parseRecoveredCall({ ...CALL, start: start.toISOString(), end: end.toISOString() }, 'UTC');
        const bare = (date: Date) => date.toISOString().slice(0, 19).replace('T', ' ');
        expect(utc).toEqual(parseRecoveredCall({ ...CALL, start: bare(start), end: bare(end) }, 'UTC'));
      }),
    );
  });
});
