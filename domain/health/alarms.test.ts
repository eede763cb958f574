import { expect, it } from 'vitest';
import { ALARM } from '../alarms.ts';
import { HEALTH_ALARM_KINDS, healthAlarms, STANDSTILLS, standstills, type HealthFacts } from './alarms.ts';

const NOW = new Date('2026-03-02T10:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
const well: HealthFacts = {
  ...{ standing: [], failed: [], recent: {}, temporal: { isUp: true } },
  ...{ events: { waiting: 0, oldestSeconds: 0 }, webhooks: { waiting: 0, oldestSeconds: 0 } },
  heardOf: { api: ago(5), calls: ago(5), uon: ago(12) },
};
const refusedKey = (enterprise: string, seconds: number) => ({
  ...{ kind: 'uon-key-refused', message: ALARM['uon-key-refused'], raisedAt: ago(seconds), enterprises: [enterprise] },
});
const failed = (enterprise: string) => ({ enterprise, problem: `of ${enterprise}`, since: ago(90) });

it.each<[string, Partial<HealthFacts>, [string, Date | null, readonly string[]][]]>([
  ['all is well', {}, []],
  ['a refused key', { standing: [refusedKey('1', 30)] }, [['uon-key-refused', ago(30), ['1']]]],
  [
    'two of them are one alarm, since the first',
    { standing: [refusedKey('2', 30), refusedKey('1', 60)] },
    [['uon-key-refused', ago(60), ['1', '2']]],
  ],
  ['a kind that a later version has', { standing: [{ ...refusedKey('1', 30), kind: 'news' }] }, []],
  ['a connection that failed', { failed: [failed('1')] }, [['connection-failed', ago(90), ['1']]]],
  [
    'a connection that failed for a refused key is that alone',
    { failed: [failed('1')], standing: [refusedKey('1', 30)] },
    [['uon-key-refused', ago(30), ['1']]],
  ],
  [
    'a connection that failed is told beside an alarm of Telegram',
    { failed: [failed('1')], standing: [{ ...refusedKey('1', 30), kind: 'telegram-chat-lost' }] },
    [
      ['telegram-chat-lost', ago(30), ['1']],
      ['connection-failed', ago(90), ['1']],
    ],
  ],
  ['Temporal is away', { temporal: { isUp: false, since: ago(20) } }, [['temporal-away', ago(20), []]]],
  ['a worker is silent', { heardOf: { calls: ago(5), uon: ago(61) } }, [['no-worker-uon', ago(61), []]]],
  ['a worker never was', { heardOf: { uon: ago(5) } }, [['no-worker-calls', null, []]]],
  ['events wait a minute', { events: { waiting: 3, oldestSeconds: 60 } }, []],
  ['events wait longer', { events: { waiting: 3, oldestSeconds: 61 } }, [['events-wait', ago(61), []]]],
  ['webhooks wait', { webhooks: { waiting: 3, oldestSeconds: 90 } }, [['webhooks-wait', ago(90), []]]],
  ['a 429 or two', { recent: { uon_sent: 10, uon_rate_limited: 2 } }, []],
  ['429s again and again', { recent: { uon_sent: 300, uon_rate_limited: 3 } }, [['rate-limited', null, []]]],
  ['429s, but few of very many', { recent: { uon_sent: 3_000, uon_rate_limited: 3 } }, []],
  ['popups too late', { recent: { popups_sent: 10, popups_late: 2, popups_failed: 1 } }, [['popups-late', null, []]]],
  ['callers hung up at once', { recent: { popups_sent: 1, popups_over: 9 } }, []],
  ['events refused', { recent: { events_taken: 20, events_refused: 4 } }, [['events-refused', null, []]]],
])('%s', (_what, facts, alarms) => {
  const told = healthAlarms({ ...well, ...facts }, NOW);
  expect(told.map(({ kind, since, enterprises }) => [kind, since, enterprises])).toEqual(alarms);
  expect(told.filter(({ whatToDo, message }) => whatToDo === '' || message === '')).toEqual([]);
});

it('what stands still is told by itself, whatever else is wrong', () => {
  const wrong = { ...well, events: { waiting: 3, oldestSeconds: 90 } };
  expect(standstills(wrong, NOW)).toEqual([]);
  const still = { ...wrong, temporal: { isUp: false, since: ago(20) } as const, heardOf: { uon: ago(61) } };
  expect(standstills(still, NOW).map(({ kind }) => kind)).toEqual([...STANDSTILLS]);
});

it('one failed connection says why', () => {
  const messageOf = (facts: Partial<HealthFacts>) => healthAlarms({ ...well, ...facts }, NOW)[0]?.message;
  expect(messageOf({ failed: [failed('1')] })).toBe('of 1');
  expect(messageOf({ failed: [failed('1'), failed('2')] })).toMatch(/could not be made/);
});

it('all kinds are listed, those of the table `alarms` among them', () => {
  expect(Object.keys(ALARM).filter((kind) => !HEALTH_ALARM_KINDS.some((listed) => listed === kind))).toEqual([]);
});
